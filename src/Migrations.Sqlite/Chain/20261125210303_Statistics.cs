using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
{
    /// <inheritdoc />
    public partial class Statistics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "portal_use",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Dataset = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_portal_use", x => new { x.Day, x.Kind, x.Dataset });
                });

            migrationBuilder.CreateIndex(
                name: "ix_portal_use_dataset",
                table: "portal_use",
                columns: new[] { "Dataset", "Day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "portal_use");
        }
    }
}
