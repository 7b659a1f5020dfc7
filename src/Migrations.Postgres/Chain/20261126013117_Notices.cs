using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Way = table.Column<Guid>(type: "uuid", nullable: false),
                    NoticeIds = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    AttemptCount = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LastError = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_delivery", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "governance_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Recipient = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Code = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ArgsJson = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    IsUrgent = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DispatchedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "governance_notice_read",
                columns: table => new
                {
                    ActorId = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    NoticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_notice_read", x => new { x.ActorId, x.NoticeId });
                });

            migrationBuilder.CreateTable(
                name: "governance_notice_way",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Owner = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Codes = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    ProtectedSecret = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
