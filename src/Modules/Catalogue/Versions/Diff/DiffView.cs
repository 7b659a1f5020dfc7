using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Versions.Diff;

// One page of the differences of two versions, on the wire.
public sealed record DiffView(
    string Dataset,
    int From,
    int To,
    DiffSummary Summary,
    DiffSchemaView Schema,
    IReadOnlyList<DiffItem> Items,
    long Total,
    string? Next)
{
    internal static DiffView Of(ComparedVersions versions, DiffPage page) => new(
        versions.To.Slug, versions.From.Number, versions.To.Number, page.Summary, DiffSchemaView.Of(page.Schema), page.Items, page.Total, page.Next);
}

public sealed record DiffSchemaView(IReadOnlyList<ColumnView> Added, IReadOnlyList<ColumnView> Removed, IReadOnlyList<RetypedColumnView> Retyped)
{
    internal static DiffSchemaView Of(DiffSchema schema) => new(
        ColumnView.Of(new TableSchema(schema.Added)),
        ColumnView.Of(new TableSchema(schema.Removed)),
        [.. ColumnView.Of(new TableSchema([.. schema.Retyped.Select(c => c.From)]))
            .Zip(ColumnView.Of(new TableSchema([.. schema.Retyped.Select(c => c.To)])), (from, to) => new RetypedColumnView(to.Name, from, to))]);
}

public sealed record RetypedColumnView(string Name, ColumnView From, ColumnView To);
