using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
{
    /// <inheritdoc />
    public partial class Resources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalogue_resource",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ClassCode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    Sequence = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ProviderName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ProviderCode = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ShareType = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    OpenType = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    UpdateCycle = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    Domain = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    ItemCount = table.Column<int>(type: "INTEGER", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ContentJson = table.Column<string>(type: "TEXT", maxLength: 8000000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    CreatedByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SubmittedBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LedgerEntry = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_resource", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_resource_import",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    HandedInBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    HandedInByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CountsJson = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    FindingsJson = table.Column<string>(type: "TEXT", maxLength: 16000000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_resource_import", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_resource_related",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ResourceId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_resource_related", x => new { x.ResourceId, x.Code });
                    table.ForeignKey(
                        name: "FK_catalogue_resource_related_catalogue_resource_ResourceId",
                        column: x => x.ResourceId,
                        principalTable: "catalogue_resource",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "catalogue_resource_step",
                columns: table => new
                {
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ResourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalogue_resource_step", x => new { x.ResourceId, x.Number });
                    table.ForeignKey(
                        name: "FK_catalogue_resource_step_catalogue_resource_ResourceId",
                        column: x => x.ResourceId,
                        principalTable: "catalogue_resource",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_resource_by",
                table: "catalogue_resource",
                columns: new[] { "CreatedBy", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_resource_class",
                table: "catalogue_resource",
                columns: new[] { "ClassCode", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_resource_code",
                table: "catalogue_resource",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_resource_dataset",
                table: "catalogue_resource",
                column: "DatasetId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_resource_provider",
                table: "catalogue_resource",
                columns: new[] { "ProviderCode", "Name" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_resource_state",
                table: "catalogue_resource",
                columns: new[] { "State", "Code" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_resource_import_by",
                table: "catalogue_resource_import",
                columns: new[] { "HandedInBy", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogue_resource_related_code",
                table: "catalogue_resource_related",
                column: "Code");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalogue_resource_import");

            migrationBuilder.DropTable(
                name: "catalogue_resource_related");

            migrationBuilder.DropTable(
                name: "catalogue_resource_step");

            migrationBuilder.DropTable(
                name: "catalogue_resource");
        }
    }
}
