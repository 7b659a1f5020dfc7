using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Load;
using Gongxin.DuckDb;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Disclosure;

/// <summary>All acts read a whole table; they run beside requests like loads do.</summary>
internal sealed class DisclosureControl(DuckDbInstance duckDb, PlatformSettings settings) : IDisclosureControl
{
    public Task<PersonTable?> CountAsync(PersonQuestion question, CancellationToken ct) => Task.Run(
        () =>
        {
            using var connection = duckDb.OpenConnection();
            return PersonClasses.Count(connection, question, ct);
        },
        ct);

    public IReadOnlyList<string> KeysOf(TableSchema schema, QualityReport quality) => JoinedClasses.KeysOf(schema, quality);

    public Task<JoinedTable?> JoinAsync(JoinQuestion question, CancellationToken ct) => Task.Run(
        () =>
        {
            using var connection = duckDb.OpenConnection();
            return JoinedClasses.Count(connection, question, ct);
        },
        ct);

    public Task<MaskedTable> MaskAsync(MaskRequest request, CancellationToken ct) => Task.Run(
        () =>
        {
            using var files = new LoadFiles(settings);
            using var connection = duckDb.OpenConnection();
            var masked = new TableMasker(connection, files, request, ct).Run();
            files.HandOver();
            return new MaskedTable(masked);
        },
        ct);
}
