using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
{
    /// <inheritdoc />
    public partial class Reporting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "LegalBasis",
                table: "catalogue_held",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MaskedSha256",
                table: "catalogue_held",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecipeJson",
                table: "catalogue_held",
                type: "TEXT",
                maxLength: 1000000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "catalogue_recipe",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ColumnsJson = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    RecipeJson = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_recipe", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Serial = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_record",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Serial = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SubjectName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubjectNormal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubjectUscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Authority = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AuthorityUscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    IsSafetyField = table.Column<bool>(type: "INTEGER", nullable: false),
                    FineFen = table.Column<long>(type: "INTEGER", nullable: true),
                    ConfiscatedFen = table.Column<long>(type: "INTEGER", nullable: true),
                    Regime = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    IsShown = table.Column<bool>(type: "INTEGER", nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RepairFromOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    UntilOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    FirstSeenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    StatementNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_record", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "credit_statement",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    StatedBy = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Fields = table.Column<string>(type: "TEXT", maxLength: 24000, nullable: false),
                    TakingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstSeenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastSeenOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_statement", x => new { x.SubjectId, x.RecordId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "credit_taking",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RowsRead = table.Column<long>(type: "INTEGER", nullable: false),
                    Added = table.Column<long>(type: "INTEGER", nullable: false),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false),
                    Same = table.Column<long>(type: "INTEGER", nullable: false),
                    Refused = table.Column<long>(type: "INTEGER", nullable: false),
                    LeftOut = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_taking", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_recipe_slug",
                table: "catalogue_recipe",
                column: "Slug",
                unique: true);

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
                name: "ix_credit_statement_record",
                table: "credit_statement",
                column: "RecordId");

            migrationBuilder.CreateIndex(
                name: "ix_credit_taking_started",
                table: "credit_taking",
                column: "StartedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_recipe");

            migrationBuilder.DropTable(
                name: "credit_head");

            migrationBuilder.DropTable(
                name: "credit_record");

            migrationBuilder.DropTable(
                name: "credit_statement");

            migrationBuilder.DropTable(
                name: "credit_taking");

            migrationBuilder.DropColumn(
                name: "LegalBasis",
                table: "catalogue_held");

            migrationBuilder.DropColumn(
                name: "MaskedSha256",
                table: "catalogue_held");

            migrationBuilder.DropColumn(
                name: "RecipeJson",
                table: "catalogue_held");
        }
    }
}
