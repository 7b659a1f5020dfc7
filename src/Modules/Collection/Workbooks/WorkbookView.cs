using Gongxin.Collection.Workbooks.Mapping;
using Gongxin.Collection.Workbooks.Reading;

namespace Gongxin.Collection.Workbooks;

// How a workbook came to its places.
public enum ReadingWay
{
    // The platform's own form: every place is known.
    OwnForm,

    // A mapping that a person confirmed, for this workbook or an earlier one.
    Mapping,

    // What names suggest; a person has to confirm it before the values count.
    Proposal,
}

// A workbook, what was read from it, and how.
public sealed record WorkbookView
{
    public required Guid Id { get; init; }
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public required string Template { get; init; }
    public string? Period { get; init; }
    public required DateTime At { get; init; }
    public required string ByName { get; init; }
    public required ReadingWay Way { get; init; }

    // The confirmed mapping, or the proposal; null for an own form.
    public WorkbookMapping? Mapping { get; init; }
    public Guid? MappingId { get; init; }

    // Why no remembered mapping fits: what is not as it was. Empty when one fits or none is remembered.
    public IReadOnlyList<LayoutChange> Changes { get; init; } = [];

    public required WorkbookReading Reading { get; init; }

    // The tables as found, for a person who maps them.
    public IReadOnlyList<TableView> Tables { get; init; } = [];
}

public sealed record TableView(string Sheet, int Ordinal, string Place, IReadOnlyList<string> Captions, IReadOnlyList<LabelView> Columns, IReadOnlyList<LabelView> Rows, int RowCount);

// A row or column: its signature, which the mapping names, and how the workbook writes it.
public sealed record LabelView(string Label, string Written, string Sample);

public sealed record WorkbookItem(Guid Id, string FileName, string Template, string? Period, DateTime At, string ByName, bool IsMapped);

public sealed record MappingItem(Guid Id, string Name, string Template, DateTime At, string ByName, int TableCount, int PlaceCount);
