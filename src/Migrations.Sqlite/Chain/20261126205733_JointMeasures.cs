using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
{
    /// <inheritdoc />
    public partial class JointMeasures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "credit_measure",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemorandumId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CauseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CauseNumber = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SubjectUscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    SubjectName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyUscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    BodyName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    InitiatedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LiftedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LiftReason = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    LiftText = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    StepCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_measure", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "credit_memorandum",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyUscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    BodyName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ResponseDays = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_memorandum", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_measure_task",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MeasureId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Measure = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DepartmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DepartmentUscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    DepartmentName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Feedback = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CheckId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LookedAtOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_measure_task", x => new { x.SubjectId, x.MeasureId, x.Number });
                    table.ForeignKey(
                        name: "FK_credit_measure_task_credit_measure_SubjectId_MeasureId",
                        columns: x => new { x.SubjectId, x.MeasureId },
                        principalTable: "credit_measure",
                        principalColumns: new[] { "SubjectId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "credit_memorandum_clause",
                columns: table => new
                {
                    MemorandumId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Measure = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    DepartmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DepartmentUscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    DepartmentName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_memorandum_clause", x => new { x.MemorandumId, x.Number });
                    table.ForeignKey(
                        name: "FK_credit_memorandum_clause_credit_memorandum_MemorandumId",
                        column: x => x.MemorandumId,
                        principalTable: "credit_memorandum",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_body",
                table: "credit_measure",
                columns: new[] { "BodyId", "InitiatedOn" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_cause",
                table: "credit_measure",
                columns: new[] { "SubjectId", "MemorandumId", "CauseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_id",
                table: "credit_measure",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_memorandum",
                table: "credit_measure",
                column: "MemorandumId");

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_task_department",
                table: "credit_measure_task",
                columns: new[] { "DepartmentId", "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_measure_task_due",
                table: "credit_measure_task",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_memorandum_code",
                table: "credit_memorandum",
                column: "Code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credit_measure_task");

            migrationBuilder.DropTable(
                name: "credit_memorandum_clause");

            migrationBuilder.DropTable(
                name: "credit_measure");

            migrationBuilder.DropTable(
                name: "credit_memorandum");
        }
    }
}
