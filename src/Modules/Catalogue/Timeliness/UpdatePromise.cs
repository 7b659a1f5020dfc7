using Gongxin.Kernel.Time;

namespace Gongxin.Catalogue.Timeliness;

public enum FreshnessState
{
    // No cycle, or one that names no day (real time, other).
    NoPromise,
    Current,

    // The due day is near or past, but not the days of grace.
    DueSoon,
    Overdue,
}

// When the next update is due by the declared cycle, and why. A value: another calendar makes another promise.
internal sealed record UpdatePromise(string Cycle, Deadline Deadline, DateOnly DueSoonFrom, DateOnly OverdueFrom)
{
    public DateOnly DueOn => Deadline.DueOn!.Value;

    public FreshnessState StateOn(DateOnly day) =>
        day >= OverdueFrom ? FreshnessState.Overdue : day >= DueSoonFrom ? FreshnessState.DueSoon : FreshnessState.Current;
}
