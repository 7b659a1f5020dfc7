using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Disclosure;

/// <summary>What two tables say of a person together: the rows of one with the quasi-identifiers of both.</summary>
internal static class JoinedClasses
{
    private const int KeyPercentMin = 90;

    /// <summary>Numbers that only count the rows name nobody.</summary>
    public static IReadOnlyList<string> KeysOf(TableSchema schema, QualityReport quality) =>
        [.. schema.Columns.Zip(quality.Columns).Where(c => IsKey(c.First, c.Second)).Select(c => c.First.Name)];

    public static JoinedTable? Count(DuckDBConnection connection, JoinQuestion question, CancellationToken ct)
    {
        var other = question.Other;
        var key = KeysOf(question.Schema, question.Quality).Intersect(KeysOf(other.Schema, question.OtherQuality), StringComparer.OrdinalIgnoreCase).FirstOrDefault();
        if (key is null)
        {
            return null;
        }

        var (own, open) = (Quasi(question.Schema, question.Quality), Quasi(other.Schema, question.OtherQuality));
        var added = open.Where(o => own.All(c => !string.Equals(c.Name, o.Name, StringComparison.OrdinalIgnoreCase))).ToList();
        var ofPersons = own.Concat(added).Select(c => c.Kind).Where(QuasiIdentifiers.IsOfPersons).Distinct().Count();
        return own.Count == 0 || added.Count == 0 || ofPersons < 2 ? null : Count(connection, question, key, own.ConvertAll(c => c.Name), added.ConvertAll(c => c.Name), ct);
    }

    private static JoinedTable Count(DuckDBConnection connection, JoinQuestion question, string key, List<string> own, List<string> added, CancellationToken ct)
    {
        var otherKey = question.Other.Schema.Columns.First(c => string.Equals(c.Name, key, StringComparison.OrdinalIgnoreCase)).Name;
        var names = string.Join(", ", own.Select(n => "t." + Sql.Name(n)).Concat(added.Select(n => "o." + Sql.Name(n))));
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT coalesce(sum(n), 0)::BIGINT, coalesce(min(n), 0)::BIGINT, coalesce(sum(n) FILTER (n < {question.ClassMin}), 0)::BIGINT
            FROM (
              SELECT count(*) AS n FROM {LoadFiles.Parquet(question.File)} t
              JOIN {LoadFiles.Parquet(question.Other.File)} o ON CAST(t.{Sql.Name(key)} AS VARCHAR) = CAST(o.{Sql.Name(otherKey)} AS VARCHAR)
              GROUP BY {names})
            """);
        using var reader = command.ExecuteReader(ct);
        reader.Read(ct);
        return new JoinedTable(key, [.. own, .. added], reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static List<(string Name, QuasiKind Kind)> Quasi(TableSchema schema, QualityReport quality) =>
        [.. schema.Columns.Zip(quality.Columns, (c, q) => (c.Name, Kind: QuasiIdentifiers.KindOf(c, q))).Where(c => c.Kind is not null).Select(c => (c.Name, c.Kind!.Value))];

    private static bool IsKey(ColumnSchema column, ColumnQuality quality) =>
        column.Type is ColumnType.Text or ColumnType.Integer
        && quality.Filled > 1
        && quality.Distinct * 100 >= quality.Filled * KeyPercentMin
        && !(quality.Minimum is "0" or "1" && long.TryParse(quality.Maximum, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last <= quality.Filled)
        && QuasiIdentifiers.KindOf(column, quality) is null;
}
