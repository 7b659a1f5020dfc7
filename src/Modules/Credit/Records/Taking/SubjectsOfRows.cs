using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Taking;

// Whom the rows of a batch are about. A code leads to its subject; a subject that the register does not know is put into it under the name
// of the row. A name is never what makes two subjects one, but it may show that a code is somebody else's.
internal sealed class SubjectsOfRows(ISubjects subjects, ISameSubjects same)
{
    private readonly Dictionary<(SubjectId Subject, string Normal), bool?> _names = [];
    private Dictionary<string, SubjectView> _known = [];

    public async Task ReadAsync(IReadOnlyCollection<RowReading> rows, string source, CancellationToken ct)
    {
        var codes = rows.Select(CodeOf).Distinct(StringComparer.Ordinal).ToList();
        _known = new(await subjects.FindManyAsync(codes, ct), StringComparer.Ordinal);
        _names.Clear();
        var unknown = rows.Where(r => !_known.ContainsKey(CodeOf(r))).DistinctBy(CodeOf)
            .Select(r => new SubjectData { Uscc = CodeOf(r), Name = r[r.Template.Parts.Name]! }).ToList();
        if (unknown.Count > 0)
        {
            await subjects.PutAsync(unknown, source, ct);
            foreach (var (code, subject) in await subjects.FindManyAsync([.. unknown.Select(u => u.Uscc!)], ct))
            {
                _known[code] = subject;
            }
        }
    }

    // Null when the row is refused: its code belongs to one subject and its name to another.
    public async Task<SubjectId?> OfAsync(RowReading row, CancellationToken ct)
    {
        var parts = row.Template.Parts;
        if (!_known.TryGetValue(CodeOf(row), out var subject))
        {
            row.Refuse(parts.Name, "credit.subject-not-usable");
            return null;
        }

        switch (await IsNameOfAsync(subject, row[parts.Name]!, ct))
        {
            case false:
                row.Refuse(parts.Name, "credit.name-of-another-subject");
                return null;
            case null:
                row.Warn(parts.Name, "credit.name-differs");
                break;
        }

        return subject.Id;
    }

    // True: has or had that name. False: another subject has it. Null: nobody is known under it.
    private async Task<bool?> IsNameOfAsync(SubjectView subject, string name, CancellationToken ct)
    {
        var normal = CompanyName.Normal(name);
        if (normal == CompanyName.Normal(subject.Name))
        {
            return true;
        }

        if (!_names.TryGetValue((subject.Id, normal), out var isName))
        {
            var named = await subjects.NamedAsync(name, ct);
            var one = await same.CurrentAsync(ct);
            _names[(subject.Id, normal)] = isName = named.Count == 0 ? null : named.Any(n => one.AreOne(n.Id, subject.Id));
        }

        return isName;
    }

    private static string CodeOf(RowReading row) => row[row.Template.Parts.Uscc]!;
}
