using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
{
    /// <inheritdoc />
    public partial class RecordClassesAndPairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "credit_record",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "StoppedOn",
                table: "credit_record",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Weight",
                table: "credit_record",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "credit_dataset_binding",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BoundBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    BoundAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TakenVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    TakenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    OperationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_dataset_binding", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "registry_pair",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LeadingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    ProposedBy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ProposedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ProposedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    DecidedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DecisionNote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    EndedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_pair", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "registry_pair_evidence",
                columns: table => new
                {
                    PairId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Identifier = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Value = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_pair_evidence", x => new { x.PairId, x.Number });
                    table.ForeignKey(
                        name: "FK_registry_pair_evidence_registry_pair_PairId",
                        column: x => x.PairId,
                        principalTable: "registry_pair",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_credit_dataset_binding_operation",
                table: "credit_dataset_binding",
                column: "OperationId");

            migrationBuilder.CreateIndex(
                name: "ix_credit_dataset_binding_slug",
                table: "credit_dataset_binding",
                column: "Slug");

            migrationBuilder.CreateIndex(
                name: "ix_registry_pair_leading",
                table: "registry_pair",
                columns: new[] { "LeadingId", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_pair_other",
                table: "registry_pair",
                columns: new[] { "OtherId", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_pair_state",
                table: "registry_pair",
                columns: new[] { "State", "ProposedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credit_dataset_binding");

            migrationBuilder.DropTable(
                name: "registry_pair_evidence");

            migrationBuilder.DropTable(
                name: "registry_pair");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "credit_record");

            migrationBuilder.DropColumn(
                name: "StoppedOn",
                table: "credit_record");

            migrationBuilder.DropColumn(
                name: "Weight",
                table: "credit_record");
        }
    }
}
