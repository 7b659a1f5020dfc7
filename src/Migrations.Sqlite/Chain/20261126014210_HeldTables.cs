using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HandedInBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    HandedInByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    HeldAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DataSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    StoredJson = table.Column<string>(type: "TEXT", maxLength: 16000000, nullable: false),
                    ReasonsJson = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    DecidedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
