namespace Gongxin.Collection.Submissions;

// One value for a form, at its place: a row by its name in a sheet of cells, by its number (from 0) in a list.
public sealed record FormValue
{
    public required string Sheet { get; init; }
    public string? Row { get; init; }
    public int? ListRow { get; init; }
    public required string Column { get; init; }

    // Empty: the value is taken away.
    public string? Value { get; init; }

    // The cell of the workbook that it was read from, as 产值!C7.
    public string? Source { get; init; }

    // The digest of that workbook: only from what the platform has read itself.
    public string? SourceSha256 { get; init; }

    // As somebody outside may say it.
    internal FormValue AsStated() => this with { SourceSha256 = null };

    internal string Place => PlaceOf(Sheet, Row, ListRow, Column);

    internal static string PlaceOf(string sheet, string? row, int? listRow, string? column) =>
        FormattableString.Invariant($"{sheet}!{row ?? (listRow + 1)?.ToString(System.Globalization.CultureInfo.InvariantCulture)}[{column}]");
}

// Why a value that a check found odd is right; kept with the hand-in.
public sealed record Explanation
{
    public const int TextMax = 1000;

    // The finding that it answers: its code and place.
    public required string Finding { get; init; }
    public required string Text { get; init; }
}

// A value of a draft, with the version in which it changed last and who changed it, so that two people on one form see each other.
internal sealed record DraftValue(FormValue Value, int Saved, string By);

// Values whose text is empty stay as a mark that somebody took them away.
internal sealed record DraftContent(IReadOnlyList<DraftValue> Values, IReadOnlyList<Explanation> Explanations)
{
    public static DraftContent Empty { get; } = new([], []);

    public IEnumerable<FormValue> Filled => Values.Select(v => v.Value).Where(v => !string.IsNullOrEmpty(v.Value));

    // What the draft is when these values are all there is; what is as it was keeps its mark.
    public DraftContent With(IReadOnlyCollection<FormValue> values, IReadOnlyList<Explanation> explanations, int saved, string by)
    {
        var known = Values.ToDictionary(v => v.Value.Place, StringComparer.Ordinal);
        var next = new List<DraftValue>();
        foreach (var value in values)
        {
            next.Add(known.Remove(value.Place, out var old) && (old.Value.Value ?? "") == (value.Value ?? "") ? old : new DraftValue(value, saved, by));
        }

        next.AddRange(known.Values.Select(v => string.IsNullOrEmpty(v.Value.Value) ? v : new DraftValue(v.Value with { Value = null, Source = null }, saved, by)));
        return new DraftContent([.. next.Where(v => !string.IsNullOrEmpty(v.Value.Value) || v.Saved > 0)], explanations);
    }
}
