using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identifiers;

namespace Gongxin.Credit.Answers;

// Whom the words of questions mean. A code means its subject; a name means one only when the register has exactly one subject of that name:
// similar names are never answered for each other.
internal sealed class SubjectsAsked(ISubjects subjects, ISubjectNames names, ISameSubjects same)
{
    private const int UsccLength = 18;

    public async Task<IReadOnlyDictionary<string, (SubjectView? Subject, CheckVerdict? Verdict)>> FindAsync(IReadOnlyCollection<string> asked, CancellationToken ct)
    {
        var found = new Dictionary<string, (SubjectView?, CheckVerdict?)>(StringComparer.Ordinal);
        var codes = asked.Where(IsCode).ToDictionary(a => a, a => IdentifierRules.Normalise(a), StringComparer.Ordinal);
        var byCode = codes.Count == 0 ? null : await same.LeadingAsync(await subjects.FindManyAsync(codes.Values, ct), ct);
        foreach (var (words, code) in codes)
        {
            found[words] = byCode!.GetValueOrDefault(code) is { } subject ? (subject, null) : (null, CheckVerdict.NotInRegister);
        }

        var rest = asked.Where(a => !codes.ContainsKey(a)).ToList();
        foreach (var screened in rest.Count == 0 ? [] : await names.ScreenAsync(rest, ct))
        {
            found[screened.Name] = await MeantAsync(screened, ct);
        }

        return found;
    }

    private async Task<(SubjectView?, CheckVerdict?)> MeantAsync(ScreenedName screened, CancellationToken ct)
    {
        switch (screened.Verdict)
        {
            // More subjects of this very name are no certain answer.
            case ScreenVerdict.Hit:
                var named = await same.LeadingAsync(await subjects.NamedAsync(screened.Matches[0].Name, ct), ct);
                return named.Count == 1 && screened.Matches.Count(m => m.Score >= screened.Score) == 1 ? (named[0], null) : (null, CheckVerdict.NameNotCertain);
            case ScreenVerdict.Possible:
                return (null, CheckVerdict.NameNotCertain);
            default:
                return (null, CheckVerdict.NotInRegister);
        }
    }

    private static bool IsCode(string words) => IdentifierRules.Normalise(words) is { Length: UsccLength } code && code.All(char.IsAsciiLetterOrDigit);
}
