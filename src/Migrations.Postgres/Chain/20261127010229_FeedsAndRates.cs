using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class FeedsAndRates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_collection_submission_due",
                table: "collection_submission");

            migrationBuilder.DropIndex(
                name: "ix_collection_submission_period",
                table: "collection_submission");

            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "credit_record",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // What came in before is as old as the day on which it was first seen.
            migrationBuilder.Sql("UPDATE \"credit_record\" SET \"ChangedAt\" = \"FirstSeenOn\"::timestamp AT TIME ZONE 'UTC'");

            migrationBuilder.CreateIndex(
                name: "ix_credit_record_kind_changed",
                table: "credit_record",
                columns: new[] { "Kind", "ChangedAt", "Serial" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_due",
                table: "collection_submission",
                columns: new[] { "State", "DueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_order",
                table: "collection_submission",
                columns: new[] { "DueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_period",
                table: "collection_submission",
                columns: new[] { "PeriodId", "State", "Round", "HandInNumber", "IsLate" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_credit_record_kind_changed",
                table: "credit_record");

            migrationBuilder.DropIndex(
                name: "ix_collection_submission_due",
                table: "collection_submission");

            migrationBuilder.DropIndex(
                name: "ix_collection_submission_order",
                table: "collection_submission");

            migrationBuilder.DropIndex(
                name: "ix_collection_submission_period",
                table: "collection_submission");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "credit_record");

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_due",
                table: "collection_submission",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_submission_period",
                table: "collection_submission",
                columns: new[] { "PeriodId", "State" });
        }
    }
}
