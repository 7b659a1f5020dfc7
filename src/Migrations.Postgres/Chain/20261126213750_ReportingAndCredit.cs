using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class ReportingAndCredit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "kernel_operation",
                type: "character varying(20000)",
                maxLength: 20000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "FoundFrom",
                table: "catalogue_version",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FoundRegion",
                table: "catalogue_version",
                type: "character varying(6)",
                maxLength: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FoundUntil",
                table: "catalogue_version",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsCoverageFound",
                table: "catalogue_version",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LegalBasis",
                table: "catalogue_held",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MaskedSha256",
                table: "catalogue_held",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecipeJson",
                table: "catalogue_held",
                type: "character varying(1000000)",
                maxLength: 1000000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CoversFrom",
                table: "catalogue_dataset",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CoversUntil",
                table: "catalogue_dataset",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Region",
                table: "catalogue_dataset",
                type: "character varying(6)",
                maxLength: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Rights",
                table: "catalogue_dataset",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SeriesId",
                table: "catalogue_dataset",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SeriesPlace",
                table: "catalogue_dataset",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cases_applicant",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Content = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases_applicant", x => x.CaseId);
                });

            migrationBuilder.CreateTable(
                name: "cases_case",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    CodeHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: true),
                    Uscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    SubjectName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Record = table.Column<Guid>(type: "uuid", nullable: true),
                    About = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    HandlerId = table.Column<Guid>(type: "uuid", nullable: false),
                    HandlerName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    BodyUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    SubmittedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AcceptedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    Answer = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    IsProvisional = table.Column<bool>(type: "boolean", nullable: false),
                    ReopenCount = table.Column<int>(type: "integer", nullable: false),
                    StepCount = table.Column<int>(type: "integer", nullable: false),
                    LookedAtOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases_case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_cycle_change",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DatasetId = table.Column<Guid>(type: "uuid", nullable: false),
                    Before = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    After = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_cycle_change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_recipe",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ColumnsJson = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    RecipeJson = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    DecidedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_recipe", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_series",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    TitleEn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Summary = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    SummaryEn = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ModifiedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_series", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collection_clock",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    LookedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    SeenVersion = table.Column<int>(type: "integer", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Told = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_clock", x => new { x.OrganisationId, x.SubmissionId });
                });

            migrationBuilder.CreateTable(
                name: "collection_hand_in",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Receipt = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    CellCount = table.Column<int>(type: "integer", nullable: false),
                    FindingCount = table.Column<int>(type: "integer", nullable: false),
                    FindingsJson = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    ExplanationsJson = table.Column<string>(type: "character varying(2000000)", maxLength: 2000000, nullable: false),
                    Source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    WorkbookId = table.Column<Guid>(type: "uuid", nullable: true),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false),
                    LedgerId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_hand_in", x => new { x.OrganisationId, x.SubmissionId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "collection_mapping",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Template = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ContentJson = table.Column<string>(type: "character varying(2000000)", maxLength: 2000000, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    IsForgotten = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_mapping", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collection_period",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    FirstOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LastOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DeadlineJson = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    IsProvisional = table.Column<bool>(type: "boolean", nullable: false),
                    Calendar = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Template = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Edition = table.Column<int>(type: "integer", nullable: false),
                    FormDigest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    FormJson = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Dataset = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    DatasetVersion = table.Column<int>(type: "integer", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_period", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collection_review",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    HandInNumber = table.Column<int>(type: "integer", nullable: false),
                    Act = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    CellsJson = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: true),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_review", x => new { x.OrganisationId, x.SubmissionId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "collection_submission",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    PeriodId = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    OrganisationName = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Uscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    Region = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    NeedsForwarding = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    ExemptReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    DraftJson = table.Column<string>(type: "character varying(2000000)", maxLength: 2000000, nullable: true),
                    DraftByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    DraftAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    HandInNumber = table.Column<int>(type: "integer", nullable: false),
                    HandedInBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    HandedInAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    IsLate = table.Column<bool>(type: "boolean", nullable: true),
                    FindingCount = table.Column<int>(type: "integer", nullable: false),
                    RemarkCount = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_submission", x => new { x.OrganisationId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "collection_task",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Region = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true),
                    Template = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Frequency = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    DueDays = table.Column<int>(type: "integer", nullable: false),
                    DueCount = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Ownership = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    NeedsForwarding = table.Column<bool>(type: "boolean", nullable: false),
                    FirstOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LastOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SurveyNumber = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    SurveyIssuer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    SurveyApproval = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    SurveyValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    NextOn = table.Column<DateOnly>(type: "date", nullable: true),
                    NextOpensOn = table.Column<DateOnly>(type: "date", nullable: true),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_task", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collection_task_member",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Uscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    Region = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true),
                    ExemptReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_task_member", x => new { x.OrganisationId, x.TaskId });
                });

            migrationBuilder.CreateTable(
                name: "collection_workbook",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Template = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    FileName = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    Period = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MappingId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_workbook", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_check",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Verdict = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    ActorId = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Answer = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: false),
                    LeafHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_check", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "credit_check_batch",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_check_batch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Serial = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_list_entry",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    List = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    SubjectUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    SubjectName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    BodyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Grounds = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    NoticedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    HearUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Statement = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Number = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    ListedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RemovedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RemovalCause = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    RemovalReason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_list_entry", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "credit_mark",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    CaseNumber = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Cause = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    FactOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_mark", x => new { x.SubjectId, x.RecordId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "credit_measure",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MemorandumId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: true),
                    CauseId = table.Column<Guid>(type: "uuid", nullable: false),
                    CauseNumber = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    SubjectUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    SubjectName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    BodyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    InitiatedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LiftedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    LiftReason = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    LiftText = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    StepCount = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_measure", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "credit_memorandum",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Basis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Cause = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    BodyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ResponseDays = table.Column<int>(type: "integer", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_memorandum", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_receipt",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConsumerId = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ConsumerName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    FirstAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AcknowledgedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Lifted = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_receipt", x => new { x.SubjectId, x.RecordId, x.ConsumerId });
                });

            migrationBuilder.CreateTable(
                name: "credit_record",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Serial = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    SubjectName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SubjectNormal = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SubjectUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Number = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Title = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Authority = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    AuthorityUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Severity = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    IsSafetyField = table.Column<bool>(type: "boolean", nullable: false),
                    FineFen = table.Column<long>(type: "bigint", nullable: true),
                    ConfiscatedFen = table.Column<long>(type: "bigint", nullable: true),
                    Regime = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    IsShown = table.Column<bool>(type: "boolean", nullable: false),
                    FromOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RepairFromOn = table.Column<DateOnly>(type: "date", nullable: true),
                    UntilOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    FirstSeenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false),
                    StatementNumber = table.Column<int>(type: "integer", nullable: false),
                    ObjectionCase = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    RepairCase = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    ObjectedStatement = table.Column<int>(type: "integer", nullable: false),
                    End = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    MarkCount = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_record", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "credit_report",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    Code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    Uscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Finding = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Format = table.Column<int>(type: "integer", nullable: false),
                    Site = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LedgerSize = table.Column<long>(type: "bigint", nullable: false),
                    BodySha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    LeafHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_report", x => new { x.SubjectId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "credit_statement",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    StatedBy = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Fields = table.Column<string>(type: "character varying(24000)", maxLength: 24000, nullable: false),
                    TakingId = table.Column<Guid>(type: "uuid", nullable: false),
                    FirstSeenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LastSeenOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_statement", x => new { x.SubjectId, x.RecordId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "credit_stop_use",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_stop_use", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "credit_taking",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    FileName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RowsRead = table.Column<long>(type: "bigint", nullable: false),
                    Added = table.Column<long>(type: "bigint", nullable: false),
                    Changed = table.Column<long>(type: "bigint", nullable: false),
                    Same = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false),
                    LeftOut = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_taking", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cases_attachment",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Extension = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    IsApplicants = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases_attachment", x => new { x.CaseId, x.Number });
                    table.ForeignKey(
                        name: "FK_cases_attachment_cases_case_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases_case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cases_destination",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases_destination", x => new { x.CaseId, x.Number });
                    table.ForeignKey(
                        name: "FK_cases_destination_cases_case_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases_case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cases_step",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    IsApplicants = table.Column<bool>(type: "boolean", nullable: false),
                    Text = table.Column<string>(type: "character varying(16000)", maxLength: 16000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases_step", x => new { x.CaseId, x.Number });
                    table.ForeignKey(
                        name: "FK_cases_step_cases_case_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases_case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "credit_measure_task",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    MeasureId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Measure = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    Field = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    Basis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    DepartmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    DepartmentUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    DepartmentName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Feedback = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    Text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Matter = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    AmountFen = table.Column<long>(type: "bigint", nullable: true),
                    DoneOn = table.Column<DateOnly>(type: "date", nullable: true),
                    CheckId = table.Column<Guid>(type: "uuid", nullable: true),
                    AnsweredBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LookedAtOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_measure_task", x => new { x.SubjectId, x.MeasureId, x.Number });
                    table.ForeignKey(
                        name: "FK_credit_measure_task_credit_measure_SubjectId_MeasureId",
                        columns: x => new { x.SubjectId, x.MeasureId },
                        principalTable: "credit_measure",
                        principalColumns: new[] { "SubjectId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "credit_memorandum_clause",
                columns: table => new
                {
                    MemorandumId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Measure = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    Field = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    DepartmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    DepartmentUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    DepartmentName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Basis = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_memorandum_clause", x => new { x.MemorandumId, x.Number });
                    table.ForeignKey(
                        name: "FK_credit_memorandum_clause_credit_memorandum_MemorandumId",
                        column: x => x.MemorandumId,
                        principalTable: "credit_memorandum",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_dataset_series",
                table: "catalogue_dataset",
                column: "SeriesId");

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_due",
                table: "cases_case",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_handler",
                table: "cases_case",
                columns: new[] { "HandlerId", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_number",
                table: "cases_case",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_record",
                table: "cases_case",
                columns: new[] { "SubjectId", "Record" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_cycle_change_dataset",
                table: "catalogue_cycle_change",
                columns: new[] { "DatasetId", "ChangedAt" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_recipe_slug",
                table: "catalogue_recipe",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_series_slug",
                table: "catalogue_series",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_collection_hand_in_receipt",
                table: "collection_hand_in",
                column: "Receipt");

            migrationBuilder.CreateIndex(
                name: "ix_collection_mapping_template",
                table: "collection_mapping",
                columns: new[] { "Template", "OrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_period_code",
                table: "collection_period",
                columns: new[] { "TaskId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_collection_period_first",
                table: "collection_period",
                columns: new[] { "TaskId", "FirstOn" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_period_provisional",
                table: "collection_period",
                columns: new[] { "IsProvisional", "Calendar" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_due",
                table: "collection_submission",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_id",
                table: "collection_submission",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_period",
                table: "collection_submission",
                columns: new[] { "PeriodId", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_round",
                table: "collection_submission",
                columns: new[] { "OrganisationId", "PeriodId", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_task",
                table: "collection_submission",
                columns: new[] { "TaskId", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_task_opens",
                table: "collection_task",
                columns: new[] { "State", "NextOpensOn" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_task_template",
                table: "collection_task",
                columns: new[] { "Template", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_task_member_task",
                table: "collection_task_member",
                columns: new[] { "TaskId", "OrganisationId" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_workbook_by",
                table: "collection_workbook",
                columns: new[] { "By", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_workbook_mapping",
                table: "collection_workbook",
                column: "MappingId");

            migrationBuilder.CreateIndex(
                name: "ix_collection_workbook_organisation",
                table: "collection_workbook",
                columns: new[] { "OrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_check_batch",
                table: "credit_check",
                columns: new[] { "BatchId", "Number" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_check_id",
                table: "credit_check",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_list_entry_body",
                table: "credit_list_entry",
                columns: new[] { "BodyId", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_list_entry_id",
                table: "credit_list_entry",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_list_entry_list",
                table: "credit_list_entry",
                columns: new[] { "List", "State", "ListedOn" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_mark_kind",
                table: "credit_mark",
                columns: new[] { "Kind", "At" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_body",
                table: "credit_measure",
                columns: new[] { "BodyId", "InitiatedOn" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_cause",
                table: "credit_measure",
                columns: new[] { "SubjectId", "MemorandumId", "CauseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_id",
                table: "credit_measure",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_memorandum",
                table: "credit_measure",
                column: "MemorandumId");

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_task_department",
                table: "credit_measure_task",
                columns: new[] { "DepartmentId", "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_task_due",
                table: "credit_measure_task",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_memorandum_code",
                table: "credit_memorandum",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_receipt_consumer",
                table: "credit_receipt",
                column: "ConsumerId");

            migrationBuilder.CreateIndex(
                name: "ix_credit_record_authority",
                table: "credit_record",
                columns: new[] { "AuthorityUscc", "Kind" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_record_id",
                table: "credit_record",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_record_kind_decided",
                table: "credit_record",
                columns: new[] { "Kind", "DecidedOn", "Serial" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_record_name",
                table: "credit_record",
                column: "SubjectNormal");

            migrationBuilder.CreateIndex(
                name: "ix_credit_report_number",
                table: "credit_report",
                column: "Number");

            migrationBuilder.CreateIndex(
                name: "ix_credit_statement_record",
                table: "credit_statement",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "ix_credit_stop_use_id",
                table: "credit_stop_use",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_stop_use_issued",
                table: "credit_stop_use",
                column: "IssuedAt");

            migrationBuilder.CreateIndex(
                name: "ix_credit_stop_use_record",
                table: "credit_stop_use",
                columns: new[] { "SubjectId", "RecordId" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_taking_started",
                table: "credit_taking",
                column: "StartedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_applicant");

            migrationBuilder.DropTable(
                name: "cases_attachment");

            migrationBuilder.DropTable(
                name: "cases_destination");

            migrationBuilder.DropTable(
                name: "cases_step");

            migrationBuilder.DropTable(
                name: "catalogue_cycle_change");

            migrationBuilder.DropTable(
                name: "catalogue_recipe");

            migrationBuilder.DropTable(
                name: "catalogue_series");

            migrationBuilder.DropTable(
                name: "collection_clock");

            migrationBuilder.DropTable(
                name: "collection_hand_in");

            migrationBuilder.DropTable(
                name: "collection_mapping");

            migrationBuilder.DropTable(
                name: "collection_period");

            migrationBuilder.DropTable(
                name: "collection_review");

            migrationBuilder.DropTable(
                name: "collection_submission");

            migrationBuilder.DropTable(
                name: "collection_task");

            migrationBuilder.DropTable(
                name: "collection_task_member");

            migrationBuilder.DropTable(
                name: "collection_workbook");

            migrationBuilder.DropTable(
                name: "credit_check");

            migrationBuilder.DropTable(
                name: "credit_check_batch");

            migrationBuilder.DropTable(
                name: "credit_head");

            migrationBuilder.DropTable(
                name: "credit_list_entry");

            migrationBuilder.DropTable(
                name: "credit_mark");

            migrationBuilder.DropTable(
                name: "credit_measure_task");

            migrationBuilder.DropTable(
                name: "credit_memorandum_clause");

            migrationBuilder.DropTable(
                name: "credit_receipt");

            migrationBuilder.DropTable(
                name: "credit_record");

            migrationBuilder.DropTable(
                name: "credit_report");

            migrationBuilder.DropTable(
                name: "credit_statement");

            migrationBuilder.DropTable(
                name: "credit_stop_use");

            migrationBuilder.DropTable(
                name: "credit_taking");

            migrationBuilder.DropTable(
                name: "cases_case");

            migrationBuilder.DropTable(
                name: "credit_measure");

            migrationBuilder.DropTable(
                name: "credit_memorandum");

            migrationBuilder.DropIndex(
                name: "ix_catalogue_dataset_series",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "kernel_operation");

            migrationBuilder.DropColumn(
                name: "FoundFrom",
                table: "catalogue_version");

            migrationBuilder.DropColumn(
                name: "FoundRegion",
                table: "catalogue_version");

            migrationBuilder.DropColumn(
                name: "FoundUntil",
                table: "catalogue_version");

            migrationBuilder.DropColumn(
                name: "IsCoverageFound",
                table: "catalogue_version");

            migrationBuilder.DropColumn(
                name: "LegalBasis",
                table: "catalogue_held");

            migrationBuilder.DropColumn(
                name: "MaskedSha256",
                table: "catalogue_held");

            migrationBuilder.DropColumn(
                name: "RecipeJson",
                table: "catalogue_held");

            migrationBuilder.DropColumn(
                name: "CoversFrom",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "CoversUntil",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "Region",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "Rights",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "SeriesId",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "SeriesPlace",
                table: "catalogue_dataset");
        }
    }
}
