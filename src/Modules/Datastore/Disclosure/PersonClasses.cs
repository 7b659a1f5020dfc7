using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Disclosure;

/// <summary>Counts how many rows share each combination of quasi-identifiers; DuckDB spills what does not fit into its memory.</summary>
internal static class PersonClasses
{
    public static PersonTable? Count(DuckDBConnection connection, PersonQuestion question, CancellationToken ct)
    {
        var columns = ColumnsOf(question.Schema, question.Quality, question.Chosen);
        if (columns.Count == 0)
        {
            return null;
        }

        return question.Schema.Columns.FirstOrDefault(QuasiIdentifiers.CountsPersons) is { } count
            ? SmallCounts(connection, question, columns, count, ct)
            : columns.Count < 2 && question.Chosen.Count == 0 ? null : Classes(connection, question, columns, ct);
    }

    /// <summary>The quasi-identifiers of a table; empty when it is not one of persons. Of counts, one that is said of persons is enough.</summary>
    public static IReadOnlyList<string> ColumnsOf(TableSchema schema, QualityReport quality, IReadOnlyList<string> chosen)
    {
        var kinds = schema.Columns.Zip(quality.Columns, (c, q) => (c.Name, Kind: QuasiIdentifiers.KindOf(c, q))).ToList();
        var ofPersons = kinds.Where(c => c.Kind is { } kind && QuasiIdentifiers.IsOfPersons(kind)).Select(c => c.Kind).Distinct().Count();
        var isOfPersons = ofPersons >= (schema.Columns.Any(QuasiIdentifiers.CountsPersons) ? 1 : 2);
        return [.. kinds.Where(c => (isOfPersons && c.Kind is not null) || chosen.Contains(c.Name, StringComparer.Ordinal)).Select(c => c.Name)];
    }

    private static PersonTable Classes(DuckDBConnection connection, PersonQuestion question, IReadOnlyList<string> columns, CancellationToken ct)
    {
        var names = string.Join(", ", columns.Select(Sql.Name));
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT coalesce(sum(n), 0)::BIGINT, coalesce(min(n), 0)::BIGINT, coalesce(sum(n) FILTER (n < {question.ClassMin}), 0)::BIGINT
            FROM (SELECT count(*) AS n FROM {LoadFiles.Parquet(question.File)} GROUP BY {names})
            """);
        using var reader = command.ExecuteReader(ct);
        reader.Read(ct);
        return new PersonTable(columns, null, reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static PersonTable SmallCounts(DuckDBConnection connection, PersonQuestion question, IReadOnlyList<string> columns, ColumnSchema count, CancellationToken ct)
    {
        var name = Sql.Name(count.Name);
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture, $"SELECT count(*), count(*) FILTER ({name} > 0 AND {name} < {question.CountMin}) FROM {LoadFiles.Parquet(question.File)}");
        using var reader = command.ExecuteReader(ct);
        reader.Read(ct);
        return new PersonTable(columns, count.Name, reader.GetInt64(0), 0, reader.GetInt64(1));
    }
}
