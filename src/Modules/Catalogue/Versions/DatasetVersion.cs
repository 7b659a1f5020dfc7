using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Submissions;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Tabular;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Versions;

internal readonly record struct VersionId(Guid Value) : IId<VersionId>
{
    public static VersionId From(Guid value) => new(value);
}

// One immutable version: data, schema, quality report, lineage and digests. Nothing of it is changed after it is made, but
// that it may be withdrawn.
//
//   (published) ──Withdraw──▶ withdrawn, for ever: the row stays and points to the reason, the data is served no more
internal sealed class DatasetVersion
{
    public const int FileNameMax = 260;
    public const int TableMax = 100;
    public const int ReasonMax = 1000;
    private const int JsonMax = 8_000_000;

    private DatasetVersion()
    {
    }

    public VersionId Id { get; private init; }
    public DatasetId DatasetId { get; private init; }
    public int Number { get; private init; }
    public SubmissionId SubmissionId { get; private init; }
    public DateTime PublishedAt { get; private init; }
    public string PublishedBy { get; private init; } = "";

    // Digest of the file as handed in, and the table (sheet) in it.
    public string SourceSha256 { get; private init; } = "";
    public string SourceFile { get; private init; } = "";
    public string SourceTable { get; private init; } = "";
    public string SourceFormat { get; private init; } = "";
    public string? SourceEncoding { get; private init; }

    public string DataSha256 { get; private init; } = "";
    public long DataBytes { get; private init; }
    public string? QuarantineSha256 { get; private init; }
    public long RowsRead { get; private init; }
    public long RowsLoaded { get; private init; }
    public long RowsRefused { get; private init; }
    public long CellsQuarantined { get; private init; }
    public int ColumnCount { get; private init; }
    public string SchemaJson { get; private init; } = "";
    public string QualityJson { get; private init; } = "";
    public string FindingsJson { get; private init; } = "";
    public string FindingCountsJson { get; private init; } = "";

    // What whoever handed it in says of the change.
    public string? Reason { get; private init; }

    // The earlier version whose data this one shows again.
    public int? RestoredFrom { get; private init; }

    public WithdrawalId? Withdrawal { get; private set; }

    // Place and time as found in the data; null and not looked for in versions from before there was a search for them.
    public string? FoundRegion { get; private init; }
    public string? FoundFrom { get; private init; }
    public string? FoundUntil { get; private init; }
    public bool IsCoverageFound { get; private init; }

    // Finds the ledger entry of the publication once it has its number.
    public LedgerEntryId LedgerEntry { get; private set; }

    public TableSchema Schema => Read<TableSchema>(SchemaJson);
    public QualityReport Quality => Read<QualityReport>(QualityJson);
    public IReadOnlyList<Finding> Findings => Read<IReadOnlyList<Finding>>(FindingsJson);
    public IReadOnlyDictionary<string, long> FindingCounts => Read<Dictionary<string, long>>(FindingCountsJson);

    public static DatasetVersion Of(Dataset dataset, Submission submission, StoredTable stored, Coverage found, string publishedBy, DateTime now) => new()
    {
        Id = IId<VersionId>.New(),
        DatasetId = dataset.Id,
        Number = dataset.HighestNumber + 1,
        SubmissionId = submission.Id,
        PublishedAt = now,
        PublishedBy = publishedBy,
        Reason = submission.Reason,
        SourceSha256 = submission.Sha256,
        SourceFile = submission.FileName,
        SourceTable = stored.Table.Name,
        SourceFormat = stored.Format,
        SourceEncoding = stored.Encoding,
        DataSha256 = stored.Data.Sha256,
        DataBytes = stored.Data.Length,
        QuarantineSha256 = stored.Quarantine?.Sha256,
        RowsRead = stored.Table.RowsRead,
        RowsLoaded = stored.Table.RowsLoaded,
        RowsRefused = stored.Table.RowsRefused,
        CellsQuarantined = stored.Table.CellsQuarantined,
        ColumnCount = stored.Table.Schema.Columns.Count,
        SchemaJson = Write(stored.Table.Schema),
        QualityJson = Write(stored.Table.Quality),
        FindingsJson = Write(stored.Table.Findings),
        FindingCountsJson = Write(stored.Table.FindingCounts),
        FoundRegion = found.Region,
        FoundFrom = found.From,
        FoundUntil = found.Until,
        IsCoverageFound = true,
    };

    // The same data once more, as the newest version.
    public static DatasetVersion Restored(Dataset dataset, DatasetVersion earlier, string reason, string publishedBy, DateTime now) => new()
    {
        Id = IId<VersionId>.New(),
        DatasetId = dataset.Id,
        Number = dataset.HighestNumber + 1,
        SubmissionId = earlier.SubmissionId,
        PublishedAt = now,
        PublishedBy = publishedBy,
        Reason = reason,
        RestoredFrom = earlier.Number,
        SourceSha256 = earlier.SourceSha256,
        SourceFile = earlier.SourceFile,
        SourceTable = earlier.SourceTable,
        SourceFormat = earlier.SourceFormat,
        SourceEncoding = earlier.SourceEncoding,
        DataSha256 = earlier.DataSha256,
        DataBytes = earlier.DataBytes,
        QuarantineSha256 = earlier.QuarantineSha256,
        RowsRead = earlier.RowsRead,
        RowsLoaded = earlier.RowsLoaded,
        RowsRefused = earlier.RowsRefused,
        CellsQuarantined = earlier.CellsQuarantined,
        ColumnCount = earlier.ColumnCount,
        SchemaJson = earlier.SchemaJson,
        QualityJson = earlier.QualityJson,
        FindingsJson = earlier.FindingsJson,
        FindingCountsJson = earlier.FindingCountsJson,
        FoundRegion = earlier.FoundRegion,
        FoundFrom = earlier.FoundFrom,
        FoundUntil = earlier.FoundUntil,
        IsCoverageFound = earlier.IsCoverageFound,
    };

    public void EnteredAs(LedgerEntryId entry) => LedgerEntry = entry;

    public void Withdraw(Withdrawal withdrawal)
    {
        if (Withdrawal is not null)
        {
            throw new InvalidOperationException($"Version {Number} is withdrawn already.");
        }

        Withdrawal = withdrawal.Id;
    }

    // Same bytes in the same table under the same schema, or different bytes that hold the same data.
    public bool IsSameAs(StoredTable stored, string sourceSha256) =>
        (SourceSha256 == sourceSha256 && SourceTable == stored.Table.Name && SchemaJson == Write(stored.Table.Schema))
        || (DataSha256 == stored.Data.Sha256 && SchemaJson == Write(stored.Table.Schema) && QuarantineSha256 == stored.Quarantine?.Sha256);

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, StoredJson.Options);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, StoredJson.Options)!;

    internal sealed class Map : IEntityTypeConfiguration<DatasetVersion>
    {
        public void Configure(EntityTypeBuilder<DatasetVersion> version)
        {
            version.ToTable("catalogue_version");
            version.HasKey(v => v.Id);
            version.Property(v => v.PublishedBy).HasMaxLength(120);
            version.Property(v => v.SourceSha256).HasMaxLength(64);
            version.Property(v => v.SourceFile).HasMaxLength(FileNameMax);
            version.Property(v => v.SourceTable).HasMaxLength(TableMax);
            version.Property(v => v.SourceFormat).HasMaxLength(10);
            version.Property(v => v.SourceEncoding).HasMaxLength(20);
            version.Property(v => v.DataSha256).HasMaxLength(64);
            version.Property(v => v.QuarantineSha256).HasMaxLength(64);
            version.Property(v => v.Reason).HasMaxLength(ReasonMax);
            version.Property(v => v.SchemaJson).HasMaxLength(JsonMax);
            version.Property(v => v.QualityJson).HasMaxLength(JsonMax);
            version.Property(v => v.FindingsJson).HasMaxLength(JsonMax);
            version.Property(v => v.FindingCountsJson).HasMaxLength(JsonMax);
            version.Property(v => v.FoundRegion).HasMaxLength(Coverage.RegionMax);
            version.Property(v => v.FoundFrom).HasMaxLength(Coverage.DayMax);
            version.Property(v => v.FoundUntil).HasMaxLength(Coverage.DayMax);
            version.Ignore(v => v.Schema).Ignore(v => v.Quality).Ignore(v => v.Findings).Ignore(v => v.FindingCounts);
            version.HasIndex(v => new { v.DatasetId, v.Number }).IsUnique().HasDatabaseName("ix_catalogue_version_number");
            version.HasIndex(v => v.Withdrawal).HasDatabaseName("ix_catalogue_version_withdrawal");
            version.HasIndex(v => v.SubmissionId).HasDatabaseName("ix_catalogue_version_submission");
        }
    }
}
