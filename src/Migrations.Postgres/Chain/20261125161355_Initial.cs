using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalogue_dataset",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    TitleEn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Summary = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    SummaryEn = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Theme = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Provider = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ProviderEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Licence = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Source = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    LatestNumber = table.Column<int>(type: "integer", nullable: false),
                    RowCount = table.Column<long>(type: "bigint", nullable: false),
                    ColumnCount = table.Column<int>(type: "integer", nullable: false),
                    Format = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_dataset", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_dataset_token",
                columns: table => new
                {
                    Token = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DatasetId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_dataset_token", x => new { x.Token, x.DatasetId });
                });

            migrationBuilder.CreateTable(
                name: "catalogue_submission",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    FileName = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    RequestedSlug = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    AboutJson = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    GivenSchemaJson = table.Column<string>(type: "character varying(8000000)", maxLength: 8000000, nullable: true),
                    HandedInBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    HandedInByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Format = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Encoding = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    FindingsJson = table.Column<string>(type: "character varying(8000000)", maxLength: 8000000, nullable: true),
                    TablesJson = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_submission", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_version",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DatasetId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PublishedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    SourceSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SourceFile = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    SourceTable = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SourceFormat = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    SourceEncoding = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    DataSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DataBytes = table.Column<long>(type: "bigint", nullable: false),
                    QuarantineSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    RowsRead = table.Column<long>(type: "bigint", nullable: false),
                    RowsLoaded = table.Column<long>(type: "bigint", nullable: false),
                    RowsRefused = table.Column<long>(type: "bigint", nullable: false),
                    CellsQuarantined = table.Column<long>(type: "bigint", nullable: false),
                    ColumnCount = table.Column<int>(type: "integer", nullable: false),
                    SchemaJson = table.Column<string>(type: "character varying(8000000)", maxLength: 8000000, nullable: false),
                    QualityJson = table.Column<string>(type: "character varying(8000000)", maxLength: 8000000, nullable: false),
                    FindingsJson = table.Column<string>(type: "character varying(8000000)", maxLength: 8000000, nullable: false),
                    FindingCountsJson = table.Column<string>(type: "character varying(8000000)", maxLength: 8000000, nullable: false),
                    LedgerEntry = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_version", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_api_key",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Permissions = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_api_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_audit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ActorId = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ActorName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Detail = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_audit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_idempotent_request",
                columns: table => new
                {
                    ActorId = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Fingerprint = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_idempotent_request", x => new { x.ActorId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "kernel_operation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Input = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Step = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Done = table.Column<long>(type: "bigint", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: true),
                    Result = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: true),
                    ProblemCode = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    ProblemArgs = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    StartedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Permissions = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    StartedByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    AttemptCount = table.Column<int>(type: "integer", nullable: false),
                    CancelRequested = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_operation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Payload = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    HandledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AttemptCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_checkpoint",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Root = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_checkpoint", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "ledger_entry",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Audience = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Leaf = table.Column<byte[]>(type: "bytea", maxLength: 65535, nullable: false),
                    LeafHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Withheld = table.Column<byte[]>(type: "bytea", maxLength: 65535, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_entry", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "ledger_node",
                columns: table => new
                {
                    Key = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_node", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "ledger_queue",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Audience = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Payload = table.Column<byte[]>(type: "bytea", maxLength: 48000, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_queue", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_dataset_published",
                table: "catalogue_dataset",
                columns: new[] { "PublishedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_dataset_slug",
                table: "catalogue_dataset",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_dataset_theme",
                table: "catalogue_dataset",
                column: "Theme");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_dataset_token_dataset",
                table: "catalogue_dataset_token",
                column: "DatasetId");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_submission_by",
                table: "catalogue_submission",
                columns: new[] { "HandedInBy", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_submission_sha",
                table: "catalogue_submission",
                columns: new[] { "Sha256", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_version_number",
                table: "catalogue_version",
                columns: new[] { "DatasetId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_version_submission",
                table: "catalogue_version",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_api_key_digest",
                table: "kernel_api_key",
                column: "Digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_actor",
                table: "kernel_audit",
                columns: new[] { "ActorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_subject",
                table: "kernel_audit",
                columns: new[] { "Subject", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_operation_state",
                table: "kernel_operation",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_outbox_due",
                table: "kernel_outbox",
                columns: new[] { "HandledAt", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_id",
                table: "ledger_entry",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_kind",
                table: "ledger_entry",
                columns: new[] { "Kind", "Index" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_subject",
                table: "ledger_entry",
                columns: new[] { "Subject", "Index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_dataset");

            migrationBuilder.DropTable(
                name: "catalogue_dataset_token");

            migrationBuilder.DropTable(
                name: "catalogue_submission");

            migrationBuilder.DropTable(
                name: "catalogue_version");

            migrationBuilder.DropTable(
                name: "kernel_api_key");

            migrationBuilder.DropTable(
                name: "kernel_audit");

            migrationBuilder.DropTable(
                name: "kernel_idempotent_request");

            migrationBuilder.DropTable(
                name: "kernel_operation");

            migrationBuilder.DropTable(
                name: "kernel_outbox");

            migrationBuilder.DropTable(
                name: "ledger_checkpoint");

            migrationBuilder.DropTable(
                name: "ledger_entry");

            migrationBuilder.DropTable(
                name: "ledger_node");

            migrationBuilder.DropTable(
                name: "ledger_queue");
        }
    }
}
