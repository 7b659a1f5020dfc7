using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Diff;

// A question for differences, checked against both schemas.
internal sealed class DiffPlan
{
    // Raised when the same question gives another file than before.
    private const int Form = 1;

    public DiffPlan(DiffRequest request)
    {
        Request = request;
        var pairs = PairsOf(request);
        if (pairs.Count == 0)
        {
            throw DatastoreRefusals.DiffNothingInCommon();
        }

        Pairs = pairs;
        (KeySource, Key) = KeyOf(request, pairs);
        Compared = KeySource is DiffKeySource.WholeRow ? Pairs : [.. Pairs.Where(pair => !Key.Contains(pair))];
        CacheKey = CacheKeyOf();
    }

    public DiffRequest Request { get; }
    public StoredVersion From => Request.From;
    public StoredVersion To => Request.To;

    // In the order of the newer version.
    public IReadOnlyList<ColumnPair> Pairs { get; }
    public DiffKeySource KeySource { get; }
    public IReadOnlyList<ColumnPair> Key { get; }

    // What makes two rows with the same key different.
    public IReadOnlyList<ColumnPair> Compared { get; }

    // Names the file of the differences.
    public string CacheKey { get; }

    // The loader lets no value of a unique column stand twice, so nothing need be looked for.
    public bool IsKeyUnique => Key is [{ IsRetyped: false, From.Unique: true, To.Unique: true }];

    public DiffSchema Schema => new(
        [.. To.Schema.Columns.Where(column => Pairs.All(pair => pair.Name != column.Name))],
        [.. From.Schema.Columns.Where(column => Pairs.All(pair => pair.Name != column.Name))],
        [.. Pairs.Where(pair => pair.IsRetyped).Select(pair => new DiffRetyped(pair.From, pair.To))]);

    private static List<ColumnPair> PairsOf(DiffRequest request)
    {
        var from = request.From.Schema.Columns.Select((column, at) => (column, at)).ToDictionary(c => c.column.Name, StringComparer.Ordinal);
        var pairs = new List<ColumnPair>();
        for (var at = 0; at < request.To.Schema.Columns.Count; at++)
        {
            var column = request.To.Schema.Columns[at];
            if (from.TryGetValue(column.Name, out var before))
            {
                pairs.Add(new ColumnPair(column.Name, before.column, before.at, column, at));
            }
        }

        return pairs;
    }

    private static (DiffKeySource, IReadOnlyList<ColumnPair>) KeyOf(DiffRequest request, List<ColumnPair> pairs)
    {
        if (request.Key.Count > 0)
        {
            var given = new List<ColumnPair>();
            foreach (var name in request.Key)
            {
                var pair = pairs.Find(p => p.Name == name) ?? throw DatastoreRefusals.DiffKeyUnknown(name);
                given.Add(given.Contains(pair) ? throw DatastoreRefusals.DuplicateName("key", name) : pair);
            }

            return (DiffKeySource.Given, given);
        }

        var named = request.To.Schema.PrimaryKey.Select(name => pairs.Find(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))).ToList();
        return named.Count > 0 && named.TrueForAll(pair => pair is not null)
            ? (DiffKeySource.Schema, [.. named.OfType<ColumnPair>()])
            : (DiffKeySource.WholeRow, []);
    }

    // Types take part: the same bytes under another schema are compared otherwise.
    private string CacheKeyOf()
    {
        var text = new StringBuilder().Append(Form).Append(' ').Append(From.Digest).Append(' ').Append(To.Digest).Append(' ').Append(KeySource);
        foreach (var pair in Pairs)
        {
            text.Append('\n').Append(pair.Name).Append(' ').Append(pair.From.Type).Append(' ').Append(pair.To.Type);
        }

        foreach (var pair in Key)
        {
            text.Append("\nkey ").Append(pair.Name);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
