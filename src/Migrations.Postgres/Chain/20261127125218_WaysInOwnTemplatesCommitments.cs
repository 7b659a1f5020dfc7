using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Postgres.Chain
{
    /// <inheritdoc />
    public partial class WaysInOwnTemplatesCommitments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ConfirmationDigest",
                table: "governance_notice_way",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ConfirmationUntil",
                table: "governance_notice_way",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ConfirmedAt",
                table: "governance_notice_way",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Edition",
                table: "collection_task",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DelegationId",
                table: "collection_review",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InStead",
                table: "collection_review",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InSteadName",
                table: "collection_review",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "collection_delegation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    To = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ToName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    FirstOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LastOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_delegation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collection_template",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    DraftJson = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    Edition = table.Column<int>(type: "integer", nullable: false),
                    SavedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    SavedByName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    IsChanged = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_template", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collection_template_edition",
                columns: table => new
                {
                    Code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Edition = table.Column<int>(type: "integer", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    FormJson = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CellCount = table.Column<int>(type: "integer", nullable: false),
                    PublishedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    WithdrawnBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    WithdrawnAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_template_edition", x => new { x.Code, x.Edition });
                });

            migrationBuilder.CreateTable(
                name: "credit_commitment",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    SubjectUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    SubjectName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false),
                    Content = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Liability = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    MadeOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyUscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    BodyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Scope = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Performance = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    NotKept = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Consequence = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    JudgedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VoidOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VoidReason = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_commitment", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "governance_external_identity",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Issuer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    BoundAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_external_identity", x => x.Digest);
                });

            migrationBuilder.CreateTable(
                name: "governance_invitation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    Region = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    MailedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RoleUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    InvitedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AcceptedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_invitation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "governance_membership_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Region = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    Role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Why = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    WaitingKey = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DecidedBy = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_membership_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "governance_recovery_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    TryCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_recovery_request", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_collection_delegation_by",
                table: "collection_delegation",
                columns: new[] { "By", "LastOn" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_delegation_last",
                table: "collection_delegation",
                column: "LastOn");

            migrationBuilder.CreateIndex(
                name: "ix_collection_delegation_to",
                table: "collection_delegation",
                columns: new[] { "To", "LastOn" });

            migrationBuilder.CreateIndex(
                name: "ix_collection_template_code",
                table: "collection_template",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_commitment_body",
                table: "credit_commitment",
                columns: new[] { "BodyId", "MadeOn" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_commitment_code",
                table: "credit_commitment",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "ix_credit_commitment_made",
                table: "credit_commitment",
                columns: new[] { "MadeOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_external_identity_account",
                table: "governance_external_identity",
                columns: new[] { "AccountId", "Issuer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_invitation_digest",
                table: "governance_invitation",
                column: "Digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_invitation_organisation",
                table: "governance_invitation",
                columns: new[] { "OrganisationId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_membership_request_account",
                table: "governance_membership_request",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "ix_governance_membership_request_organisation",
                table: "governance_membership_request",
                columns: new[] { "OrganisationId", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_membership_request_waiting",
                table: "governance_membership_request",
                column: "WaitingKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_recovery_request_due",
                table: "governance_recovery_request",
                column: "DueAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "collection_delegation");

            migrationBuilder.DropTable(
                name: "collection_template");

            migrationBuilder.DropTable(
                name: "collection_template_edition");

            migrationBuilder.DropTable(
                name: "credit_commitment");

            migrationBuilder.DropTable(
                name: "governance_external_identity");

            migrationBuilder.DropTable(
                name: "governance_invitation");

            migrationBuilder.DropTable(
                name: "governance_membership_request");

            migrationBuilder.DropTable(
                name: "governance_recovery_request");

            migrationBuilder.DropColumn(
                name: "ConfirmationDigest",
                table: "governance_notice_way");

            migrationBuilder.DropColumn(
                name: "ConfirmationUntil",
                table: "governance_notice_way");

            migrationBuilder.DropColumn(
                name: "ConfirmedAt",
                table: "governance_notice_way");

            migrationBuilder.DropColumn(
                name: "Edition",
                table: "collection_task");

            migrationBuilder.DropColumn(
                name: "DelegationId",
                table: "collection_review");

            migrationBuilder.DropColumn(
                name: "InStead",
                table: "collection_review");

            migrationBuilder.DropColumn(
                name: "InSteadName",
                table: "collection_review");
        }
    }
}
