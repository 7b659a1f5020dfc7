namespace Gongxin.Catalogue.Search;

// Where in a dataset a term stands; a byte of a posting.
[Flags]
internal enum SearchFields
{
    None = 0,
    Title = 1,
    Name = 2,
    Provider = 4,
    Theme = 8,
    Column = 16,
    Summary = 32,
    Value = 64,
    All = 127,
}

internal static class FieldWeights
{
    // What a match counts for by where it is; a second field adds a little.
    private static readonly (SearchFields Field, float Weight)[] Weights =
    [
        (SearchFields.Title, 10), (SearchFields.Name, 5), (SearchFields.Theme, 4), (SearchFields.Provider, 4),
        (SearchFields.Column, 4), (SearchFields.Summary, 3), (SearchFields.Value, 1.5f),
    ];

    private const float Further = 0.15f;

    private static readonly float[] OfFields = [.. Enumerable.Range(0, (int)SearchFields.All + 1).Select(Sum)];

    public static float Of(int fields) => OfFields[fields];

    private static float Sum(int fields)
    {
        var here = Weights.Where(w => (fields & (int)w.Field) != 0).Select(w => w.Weight).ToList();
        return here.Count == 0 ? 0 : here.Max() + (Further * (here.Sum() - here.Max()));
    }
}
