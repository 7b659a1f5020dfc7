using Gongxin.Catalogue.Rows;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Charts;

// What the columns of a version are good for in a chart.
public sealed record ChartColumns(TableSchema Schema, QualityReport Quality)
{
    private readonly Dictionary<string, ColumnQuality> _quality = Quality.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public IReadOnlyList<ColumnSchema> All => Schema.Columns;
    public IReadOnlyList<ColumnSchema> Figures => [.. Schema.Columns.Where(c => IsFigure(c.Name))];

    public bool Has(string name) => Schema.Columns.Any(c => c.Name == name);

    public string TitleOf(string name) => Find(name).Title ?? name;

    public string? UnitOf(string? name) => name is null ? null : Find(name).Unit;

    public bool IsNumber(string name) => RowTable.IsFigure(Find(name).Type);

    // Of these sums and averages mean something.
    public bool IsFigure(string name) => IsNumber(name) && !RowTable.IsName(name) && !IsYear(name);

    public bool IsTime(string name) => IsYear(name) || IsDated(name);

    public bool IsDated(string name) => Find(name).Type is ColumnType.Date or ColumnType.DateTime or ColumnType.YearMonth or ColumnType.Year;

    public bool IsYear(string name) => RowTable.IsYear(Find(name).Type, _quality.GetValueOrDefault(name));

    // Names and codes have no order that says anything.
    public bool IsNamed(string name) => Find(name).Type is ColumnType.Text or ColumnType.Boolean || (IsNumber(name) && RowTable.IsName(name));

    public bool MayNameRegions(string name) => Find(name).Type is ColumnType.Text or ColumnType.Integer;

    public string FirstAxis(ChartKind? kind) => kind switch
    {
        ChartKind.Scatter or ChartKind.Histogram => (Figures is [var figure, ..] ? figure : Schema.Columns[0]).Name,
        _ when Figures.Count > 0 && Schema.Columns.FirstOrDefault(c => IsTime(c.Name)) is { } time => time.Name,
        _ => Schema.Columns.Where(c => !IsFigure(c.Name)).OrderBy(c => Strangeness(c.Name)).Concat(Schema.Columns).First().Name,
    };

    public string? FirstFigure(string axis) => (Figures.FirstOrDefault(c => c.Name != axis) ?? (Figures is [var only, ..] ? only : null))?.Name;

    // Two to forty kinds make a good axis; one says nothing, and thousands cannot be read.
    private long Strangeness(string name) => _quality.GetValueOrDefault(name)?.Distinct switch
    {
        null => 0,
        < 2 => long.MaxValue,
        var n => Math.Max(n.Value - ChartQuery.NamesMax, 0),
    };

    private ColumnSchema Find(string name) => Schema.Columns.First(c => c.Name == name);
}
