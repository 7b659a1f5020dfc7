using Gongxin.Catalogue.Resources;

namespace Gongxin.Catalogue.Timeliness;

// Whether a dataset is as fresh as was promised, and how that day was found.
public sealed record FreshnessView
{
    public required string Dataset { get; init; }
    public required FreshnessState State { get; init; }

    // Code of the list update-cycles; null when nothing was declared.
    public CodedValue? Cycle { get; init; }

    // Declared by the information resource that the dataset is the data of, not by the dataset itself.
    public bool IsOfResource { get; init; }
    public required DateOnly UpdatedOn { get; init; }
    public DateOnly? DueOn { get; init; }

    // The first day that is overdue: the day after the days of grace.
    public DateOnly? OverdueFrom { get; init; }
    public int? DaysLeft { get; init; }
    public int? GraceDays { get; init; }

    // Days off over which the due day moved.
    public IReadOnlyList<DayOff> Moved { get; init; } = [];

    // A calendar that is still to be announced may move the due day.
    public bool IsProvisional { get; init; }
    public string? CalendarEdition { get; init; }

    // Promises kept and missed over all versions that can be had.
    public int Kept { get; init; }
    public int Missed { get; init; }

    // What was promised before, newest first.
    public IReadOnlyList<CycleChangeView> Changes { get; init; } = [];
}

// Null where nothing was promised.
public sealed record CycleChangeView(DateOnly On, CodedValue? Before, CodedValue? After);

// Holiday: null on a plain weekend.
public sealed record DayOff(DateOnly On, string? Holiday);

// Of the published datasets of one provider or theme, or of all: how many promise updates, where they stand, and how many promises
// were kept so far.
public sealed record PromiseFigures(int Datasets, int Promised, int Current, int DueSoon, int Overdue, int Kept, int Missed)
{
    public double? OnTimeRate => Kept + Missed == 0 ? null : (double)Kept / (Kept + Missed);
}

// Value: null for what has no provider or theme.
public sealed record PromiseGroup(string? Value, string? Name, PromiseFigures Figures);

public sealed record LateDataset(string Dataset, string Title, string? Provider, CodedValue Cycle, DateOnly UpdatedOn, DateOnly DueOn, int DaysLate);

// Late: at most a hundred, the longest first; Figures has their number.
public sealed record FreshnessReport(
    DateOnly On,
    string? Theme,
    string CalendarEdition,
    PromiseFigures Figures,
    IReadOnlyList<PromiseGroup> Providers,
    IReadOnlyList<PromiseGroup> Themes,
    IReadOnlyList<LateDataset> Late);
