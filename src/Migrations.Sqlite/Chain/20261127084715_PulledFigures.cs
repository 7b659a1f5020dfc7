using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Period = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    IsFinal = table.Column<bool>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: true),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    WorkbookId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ValueCount = table.Column<int>(type: "INTEGER", nullable: true),
                    FindingCount = table.Column<int>(type: "INTEGER", nullable: true),
                    DraftVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    HandInNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    IsTold = table.Column<bool>(type: "INTEGER", nullable: false),
                    ErrorCode = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    ErrorArgs = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_pull", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collection_source",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    HeaderName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    ProtectedSecret = table.Column<string>(type: "TEXT", maxLength: 6000, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    DaysBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    AtMinute = table.Column<int>(type: "INTEGER", nullable: false),
                    Retries = table.Column<int>(type: "INTEGER", nullable: false),
                    RetryMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    SetBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SetByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SetAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
