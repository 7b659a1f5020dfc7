using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_dataset_token");

            migrationBuilder.CreateTable(
                name: "catalogue_search_rebuild",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_search_rebuild", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_synonym_list",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: false),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SavedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_synonym_list", x => x.Number);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_search_rebuild");

            migrationBuilder.DropTable(
                name: "catalogue_synonym_list");

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

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_dataset_token_dataset",
                table: "catalogue_dataset_token",
                column: "DatasetId");
        }
    }
}
