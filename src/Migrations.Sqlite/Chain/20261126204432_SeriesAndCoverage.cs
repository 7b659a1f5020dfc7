using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
{
    /// <inheritdoc />
    public partial class SeriesAndCoverage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FoundFrom",
                table: "catalogue_version",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FoundRegion",
                table: "catalogue_version",
                type: "TEXT",
                maxLength: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FoundUntil",
                table: "catalogue_version",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsCoverageFound",
                table: "catalogue_version",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "CoversFrom",
                table: "catalogue_dataset",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CoversUntil",
                table: "catalogue_dataset",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Region",
                table: "catalogue_dataset",
                type: "TEXT",
                maxLength: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Rights",
                table: "catalogue_dataset",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SeriesId",
                table: "catalogue_dataset",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SeriesPlace",
                table: "catalogue_dataset",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "catalogue_cycle_change",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    After = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_cycle_change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_series",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Summary = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    SummaryEn = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ModifiedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_series", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_dataset_series",
                table: "catalogue_dataset",
                column: "SeriesId");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_cycle_change_dataset",
                table: "catalogue_cycle_change",
                columns: new[] { "DatasetId", "ChangedAt" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_series_slug",
                table: "catalogue_series",
                column: "Slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_cycle_change");

            migrationBuilder.DropTable(
                name: "catalogue_series");

            migrationBuilder.DropIndex(
                name: "ix_catalogue_dataset_series",
                table: "catalogue_dataset");

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
