using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Reports;

// That a report was issued: under which number, and the digests of what it said. What it said is not kept: it is made again from what stands
// today, and when that has the same digest it is the same report. So a record that is gone is gone from old reports as well, while
// whoever holds the file can still prove that it was issued so.
internal sealed class CreditReport
{
    public const int NumberMax = 24;
    public const int CodeMax = 12;
    public const int SiteMax = 200;

    public SubjectId SubjectId { get; init; }
    public string Number { get; init; } = "";

    // Stands on the report: who knows it has the report in hand.
    public string Code { get; init; } = "";
    public string Uscc { get; init; } = "";
    public ReportFinding Finding { get; init; }

    // Form of the document; reports of another form cannot be made again.
    public int Format { get; init; }
    public string Site { get; init; } = "";
    public string Issuer { get; init; } = "";
    public DateTime IssuedAt { get; init; }
    public long LedgerSize { get; init; }

    // Of what it says of the subject, without number and time.
    public string BodySha256 { get; init; } = "";

    // Of the whole document, as the ledger seals it.
    public string LeafHash { get; init; } = "";
    public LedgerEntryId EntryId { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<CreditReport>
    {
        public void Configure(EntityTypeBuilder<CreditReport> report)
        {
            report.ToTable("credit_report");
            report.HasKey(r => new { r.SubjectId, r.Number });
            report.Property(r => r.Number).HasMaxLength(NumberMax);
            report.Property(r => r.Code).HasMaxLength(CodeMax);
            report.Property(r => r.Uscc).HasMaxLength(18);
            report.Property(r => r.Finding).HasConversion<string>().HasMaxLength(16);
            report.Property(r => r.Site).HasMaxLength(SiteMax);
            report.Property(r => r.Issuer).HasMaxLength(SiteMax);
            report.Property(r => r.BodySha256).HasMaxLength(64);
            report.Property(r => r.LeafHash).HasMaxLength(64);
            report.HasIndex(r => r.Number).HasDatabaseName("ix_credit_report_number");
        }
    }
}
