using System.Text.Json;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Submissions.Held;

// A held table for whoever may review it: what was found, with masked examples, and what became of it.
public sealed record HeldView(
    Guid Id, string Dataset, string Table, string State, DateTime HeldAt, string HandedInBy, Guid Submission, long Rows,
    IReadOnlyList<HoldReason> Reasons, DateTime? DecidedAt, string? DecidedBy, string? Reason, int? Version)
{
    public required IReadOnlyList<HeldColumn> Columns { get; init; }

    public string? LegalBasis { get; init; }
    public MaskingRecipe? Recipe { get; init; }

    public bool NeedsSecrecyReview => Reasons.Any(r => r.Kind is HoldKind.SecrecyReview);

    internal static HeldView Of(HeldTable held)
    {
        var table = held.Stored.Table;
        return new HeldView(
            held.Id.Value, held.Slug, table.Name, NameOf(held.State), held.HeldAt, held.HandedInByName,
            held.SubmissionId.Value, table.RowsLoaded, held.Reasons, held.DecidedAt, held.DecidedByName, held.Reason, held.Number)
        {
            Columns = [.. table.Schema.Columns.Select(c => new HeldColumn(c.Name, c.Type))],
            LegalBasis = held.LegalBasis,
            Recipe = held.Recipe,
        };
    }

    internal static string NameOf(HeldState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}

// A column of a held table: its name and type, none of its values.
public sealed record HeldColumn(string Name, ColumnType Type);
