using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class PulledFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "collection_pull",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Period = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    IsFinal = table.Column<bool>(type: "boolean", nullable: false),
                    Address = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Query = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Bytes = table.Column<long>(type: "bigint", nullable: true),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    WorkbookId = table.Column<Guid>(type: "uuid", nullable: true),
                    ValueCount = table.Column<int>(type: "integer", nullable: true),
                    FindingCount = table.Column<int>(type: "integer", nullable: true),
                    DraftVersion = table.Column<int>(type: "integer", nullable: true),
                    HandInNumber = table.Column<int>(type: "integer", nullable: true),
                    IsTold = table.Column<bool>(type: "boolean", nullable: false),
                    ErrorCode = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    ErrorArgs = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_pull", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collection_source",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Region = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Query = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    UserName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    HeaderName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    ProtectedSecret = table.Column<string>(type: "character varying(6000)", maxLength: 6000, nullable: true),
                    Outcome = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    DaysBefore = table.Column<int>(type: "integer", nullable: false),
                    AtMinute = table.Column<int>(type: "integer", nullable: false),
                    Retries = table.Column<int>(type: "integer", nullable: false),
                    RetryMinutes = table.Column<int>(type: "integer", nullable: false),
                    IsActive = table.Column<bool>(type: "boolean", nullable: false),
                    SetBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    SetByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    SetAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_source", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_collection_pull_source",
                table: "collection_pull",
                columns: new[] { "SourceId", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_pull_state",
                table: "collection_pull",
                columns: new[] { "State", "At" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_pull_submission",
                table: "collection_pull",
                columns: new[] { "SubmissionId", "SourceId", "Attempt" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_pull_told",
                table: "collection_pull",
                columns: new[] { "IsTold", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_source_organisation",
                table: "collection_source",
                columns: new[] { "OrganisationId", "TaskId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_collection_source_task",
                table: "collection_source",
                columns: new[] { "TaskId", "IsActive" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "collection_pull");

            migrationBuilder.DropTable(
                name: "collection_source");
        }
    }
}
