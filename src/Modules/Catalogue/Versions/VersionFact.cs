using Gongxin.Catalogue.Datasets;

namespace Gongxin.Catalogue.Versions;

// How a version stands in the ledger: the bytes handed in, the data made of them, and that the counts add up.
internal static class VersionFact
{
    public const string Published = "dataset.version-published";

    public static object PayloadOf(Dataset dataset, DatasetVersion version) => new
    {
        dataset = dataset.Slug,
        version = version.Number,
        title = dataset.Title,
        sourceSha256 = version.SourceSha256,
        sourceFile = version.SourceFile,
        sourceTable = version.SourceTable,
        dataSha256 = version.DataSha256,
        quarantineSha256 = version.QuarantineSha256,
        rowsRead = version.RowsRead,
        rowsLoaded = version.RowsLoaded,
        rowsRefused = version.RowsRefused,
        cellsQuarantined = version.CellsQuarantined,
        restoredFrom = version.RestoredFrom,
        publishedAt = version.PublishedAt,
    };
}
