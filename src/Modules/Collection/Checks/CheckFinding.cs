using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Checks.Language;

namespace Gongxin.Collection.Checks;

// A check that did not hold, and where.
internal sealed record CheckFinding(CheckRule Rule, FreePlace At, int Row, Figure Left, Figure Right, IReadOnlyList<CellPlace> Cells)
{
    // The numbers were too large to compute with.
    public bool IsOverflow { get; init; }
}

// What became of one check: how often it held, did not hold, or could not be judged because a value was missing.
internal sealed record CheckCount(CheckRule Rule)
{
    public long Held { get; set; }
    public long Failed { get; set; }
    public long Unknown { get; set; }
}

// Counts are exact; findings are kept up to a limit.
internal sealed record CheckReport(IReadOnlyList<CheckFinding> Findings, IReadOnlyList<CheckCount> Counts)
{
    public long FailedCount => Counts.Sum(c => c.Failed);
}
