using Gongxin.Collection.Checks;
using Gongxin.Kernel.Text;

namespace Gongxin.Collection.Submissions;

// Something about what is handed in, at its place. Without a text of its own, the code is the key of one.
public sealed record FormFinding(string Code, CheckGrade Grade, string Sheet, string? Row, int? ListRow, string? Column)
{
    public IReadOnlyList<string> Args { get; init; } = [];
    public TwoTexts? Text { get; init; }

    // Names the finding for explanations: the same fault at the same place has the same key.
    public string Key => $"{Code}@{FormValue.PlaceOf(Sheet, Row, ListRow, Column)}";
}
