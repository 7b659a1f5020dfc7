using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gongxin.Migrations.Sqlite.Chain
{
    /// <inheritdoc />
    public partial class Registry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "registry_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "registry_identifier",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Check = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UntilOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_identifier", x => new { x.SubjectId, x.Kind, x.Value });
                });

            migrationBuilder.CreateTable(
                name: "registry_name",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Normal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    UntilOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsFormer = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_name", x => new { x.SubjectId, x.Normal });
                });

            migrationBuilder.CreateTable(
                name: "registry_organisation",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Path = table.Column<string>(type: "TEXT", maxLength: 264, nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_organisation", x => x.SubjectId);
                });

            migrationBuilder.CreateTable(
                name: "registry_period",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_period", x => new { x.SubjectId, x.Kind, x.FromOn });
                });

            migrationBuilder.CreateTable(
                name: "registry_relation",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UntilOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_relation", x => new { x.SubjectId, x.Kind, x.OtherId, x.FromOn });
                });

            migrationBuilder.CreateTable(
                name: "registry_subject",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Uscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_subject", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_registry_identifier_value",
                table: "registry_identifier",
                columns: new[] { "Value", "Kind" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_name_normal",
                table: "registry_name",
                column: "Normal");

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_parent",
                table: "registry_organisation",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_path",
                table: "registry_organisation",
                column: "Path");

            migrationBuilder.CreateIndex(
                name: "ix_registry_relation_other",
                table: "registry_relation",
                columns: new[] { "OtherId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_subject_revision",
                table: "registry_subject",
                column: "Revision");

            migrationBuilder.CreateIndex(
                name: "ix_registry_subject_uscc",
                table: "registry_subject",
                column: "Uscc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "registry_head");

            migrationBuilder.DropTable(
                name: "registry_identifier");

            migrationBuilder.DropTable(
                name: "registry_name");

            migrationBuilder.DropTable(
                name: "registry_organisation");

            migrationBuilder.DropTable(
                name: "registry_period");

            migrationBuilder.DropTable(
                name: "registry_relation");

            migrationBuilder.DropTable(
                name: "registry_subject");
        }
    }
}
