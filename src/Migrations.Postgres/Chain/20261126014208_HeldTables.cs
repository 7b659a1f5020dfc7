using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class HeldTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalogue_held",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    HandedInBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    HandedInByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    HeldAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DataSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    StoredJson = table.Column<string>(type: "text", maxLength: 16000000, nullable: false),
                    ReasonsJson = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    DecidedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    DecidedByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_held", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_held_slug",
                table: "catalogue_held",
                columns: new[] { "Slug", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_held_state",
                table: "catalogue_held",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_held_submission",
                table: "catalogue_held",
                column: "SubmissionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_held");
        }
    }
}
