using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class Versions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "catalogue_version",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RestoredFrom",
                table: "catalogue_version",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Withdrawal",
                table: "catalogue_version",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "catalogue_submission",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "HighestNumber",
                table: "catalogue_dataset",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "ModifiedAt",
                table: "catalogue_dataset",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "catalogue_dataset",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "Withdrawal",
                table: "catalogue_dataset",
                type: "uuid",
                nullable: true);

            // What was published before there were states is published.
            migrationBuilder.Sql(
                """
                UPDATE catalogue_dataset SET "HighestNumber" = "LatestNumber", "ModifiedAt" = "PublishedAt", "State" = 'Published'
                """);

            migrationBuilder.CreateTable(
                name: "catalogue_withdrawal",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DatasetId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: true),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    WithdrawnBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    WithdrawnByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    LedgerEntry = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_withdrawal", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_version_withdrawal",
                table: "catalogue_version",
                column: "Withdrawal");

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_dataset_modified",
                table: "catalogue_dataset",
                columns: new[] { "ModifiedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_withdrawal_at",
                table: "catalogue_withdrawal",
                columns: new[] { "WithdrawnAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_withdrawal_dataset",
                table: "catalogue_withdrawal",
                column: "DatasetId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_withdrawal");

            migrationBuilder.DropIndex(
                name: "ix_catalogue_version_withdrawal",
                table: "catalogue_version");

            migrationBuilder.DropIndex(
                name: "ix_catalogue_dataset_modified",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "catalogue_version");

            migrationBuilder.DropColumn(
                name: "RestoredFrom",
                table: "catalogue_version");

            migrationBuilder.DropColumn(
                name: "Withdrawal",
                table: "catalogue_version");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "catalogue_submission");

            migrationBuilder.DropColumn(
                name: "HighestNumber",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "ModifiedAt",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "State",
                table: "catalogue_dataset");

            migrationBuilder.DropColumn(
                name: "Withdrawal",
                table: "catalogue_dataset");
        }
    }
}
