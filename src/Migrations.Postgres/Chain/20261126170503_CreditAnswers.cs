using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class CreditAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_credit_check_batch",
                table: "credit_check",
                columns: new[] { "BatchId", "Number" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_check_id",
                table: "credit_check",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_report_number",
                table: "credit_report",
                column: "Number");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credit_check");

            migrationBuilder.DropTable(
                name: "credit_check_batch");

            migrationBuilder.DropTable(
                name: "credit_report");
        }
    }
}
