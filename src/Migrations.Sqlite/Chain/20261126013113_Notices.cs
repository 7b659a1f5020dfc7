using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "governance_delivery",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Way = table.Column<Guid>(type: "TEXT", nullable: false),
                    NoticeIds = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    AttemptCount = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_delivery", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "governance_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ArgsJson = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Link = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    IsUrgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DispatchedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "governance_notice_read",
                columns: table => new
                {
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    NoticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_notice_read", x => new { x.ActorId, x.NoticeId });
                });

            migrationBuilder.CreateTable(
                name: "governance_notice_way",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Codes = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ProtectedSecret = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_notice_way", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_governance_delivery_due",
                table: "governance_delivery",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_delivery_way",
                table: "governance_delivery",
                columns: new[] { "Way", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_notice_dispatched",
                table: "governance_notice",
                columns: new[] { "DispatchedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_notice_key",
                table: "governance_notice",
                columns: new[] { "Recipient", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_notice_way_owner",
                table: "governance_notice_way",
                column: "Owner");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "governance_delivery");

            migrationBuilder.DropTable(
                name: "governance_notice");

            migrationBuilder.DropTable(
                name: "governance_notice_read");

            migrationBuilder.DropTable(
                name: "governance_notice_way");
        }
    }
}
