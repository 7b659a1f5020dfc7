using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "kernel_audit",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Number",
                table: "kernel_audit",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OrganisationId",
                table: "kernel_audit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Previous",
                table: "kernel_audit",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ExpiresAt",
                table: "kernel_api_key",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OrganisationId",
                table: "kernel_api_key",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OwnerId",
                table: "kernel_api_key",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PreviousDigest",
                table: "kernel_api_key",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PreviousUntil",
                table: "kernel_api_key",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "governance_account",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    FullName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    Mobile = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    MustChangePassword = table.Column<bool>(type: "boolean", nullable: false),
                    SecondFactor = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    HasSecondFactor = table.Column<bool>(type: "boolean", nullable: false),
                    LastCodeStep = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastSignInAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "governance_attempt",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LastAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    BlockedUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_attempt", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "governance_grant",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    Region = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    From = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    GrantedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    AdministratorOf = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_grant", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "governance_recovery_code",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    UsedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_recovery_code", x => new { x.AccountId, x.Digest });
                });

            migrationBuilder.CreateTable(
                name: "governance_recovery_link",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    IssuedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_recovery_link", x => x.Digest);
                });

            migrationBuilder.CreateTable(
                name: "governance_session",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Agent = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    WithSecondFactor = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_audit_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_audit_head", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_action",
                table: "kernel_audit",
                columns: new[] { "Action", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_number",
                table: "kernel_audit",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_audit_organisation",
                table: "kernel_audit",
                columns: new[] { "OrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_api_key_previous",
                table: "kernel_api_key",
                column: "PreviousDigest");

            migrationBuilder.CreateIndex(
                name: "ix_governance_account_name",
                table: "governance_account",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_attempt_last",
                table: "governance_attempt",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "ix_governance_grant_account",
                table: "governance_grant",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "ix_governance_grant_administrator",
                table: "governance_grant",
                column: "AdministratorOf",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_grant_role",
                table: "governance_grant",
                columns: new[] { "Role", "OrganisationId" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_recovery_link_account",
                table: "governance_recovery_link",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "ix_governance_session_account",
                table: "governance_session",
                columns: new[] { "AccountId", "LastSeenAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "governance_account");

            migrationBuilder.DropTable(
                name: "governance_attempt");

            migrationBuilder.DropTable(
                name: "governance_grant");

            migrationBuilder.DropTable(
                name: "governance_recovery_code");

            migrationBuilder.DropTable(
                name: "governance_recovery_link");

            migrationBuilder.DropTable(
                name: "governance_session");

            migrationBuilder.DropTable(
                name: "kernel_audit_head");

            migrationBuilder.DropIndex(
                name: "ix_kernel_audit_action",
                table: "kernel_audit");

            migrationBuilder.DropIndex(
                name: "ix_kernel_audit_number",
                table: "kernel_audit");

            migrationBuilder.DropIndex(
                name: "ix_kernel_audit_organisation",
                table: "kernel_audit");

            migrationBuilder.DropIndex(
                name: "ix_kernel_api_key_previous",
                table: "kernel_api_key");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "kernel_audit");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "kernel_audit");

            migrationBuilder.DropColumn(
                name: "OrganisationId",
                table: "kernel_audit");

            migrationBuilder.DropColumn(
                name: "Previous",
                table: "kernel_audit");

            migrationBuilder.DropColumn(
                name: "ExpiresAt",
                table: "kernel_api_key");

            migrationBuilder.DropColumn(
                name: "OrganisationId",
                table: "kernel_api_key");

            migrationBuilder.DropColumn(
                name: "OwnerId",
                table: "kernel_api_key");

            migrationBuilder.DropColumn(
                name: "PreviousDigest",
                table: "kernel_api_key");

            migrationBuilder.DropColumn(
                name: "PreviousUntil",
                table: "kernel_api_key");
        }
    }
}
