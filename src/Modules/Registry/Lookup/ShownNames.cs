using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Lookup;

// The index keeps names in the form in which they are searched; what is shown is as it was handed in.
internal sealed class ShownNames(RegistryDb registry)
{
    private const int AskMax = 500;

    public async Task<ILookup<SubjectId, string>> ReadAsync(IEnumerable<SubjectId> subjects, CancellationToken ct)
    {
        var names = new List<(SubjectId Id, string Name)>();
        foreach (var ids in subjects.Distinct().Chunk(AskMax))
        {
            var found = await registry.Names.AsNoTracking().Where(n => ids.Contains(n.SubjectId)).Select(n => new { n.SubjectId, n.Name }).ToListAsync(ct);
            names.AddRange(found.Select(f => (f.SubjectId, f.Name)));
        }

        return names.ToLookup(n => n.Id, n => n.Name);
    }

    // The name of today when it is the one that was found, otherwise the former one, or the one of the entry that is the same subject.
    public static (string Name, bool IsFormer) Of(SubjectView subject, SubjectId found, string text, ILookup<SubjectId, string> names)
    {
        var normal = CompanyName.Normal(text);
        return CompanyName.Normal(subject.Name) == normal
            ? (subject.Name, false)
            : (names[found].FirstOrDefault(n => CompanyName.Normal(n) == normal) ?? subject.Name, true);
    }
}
