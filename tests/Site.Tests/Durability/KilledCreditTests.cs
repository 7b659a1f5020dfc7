using System.Data.Common;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Host.Demo.Generating;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Durability;

// Goal: killed at any moment, the taking in of records and the reminders of the day lose nothing and double nothing, and the next run is all
// the recovery there is. Method: the real commands, killed at random moments; after each kill records, statements, subjects, audit rows and
// ledger entries are compared with each other and with what was handed in. With what KilledStopUseTests kills it is 25 times per engine.
public sealed class KilledCreditOnSqliteTests() : KilledCreditTests(Engine.Sqlite);

public sealed class KilledCreditOnPostgresTests() : KilledCreditTests(Engine.Postgres);

public abstract class KilledCreditTests(Engine engine)
{
    private const int KillsOfImport = 10;
    private const int KillsOfClock = 7;
    private const int RoundsMax = 60;

    // Fewer rows than a batch of the program, so every file is one transaction with records and one with subjects.
    private const int FilesOfSet = 4;
    private const int RowsOfFile = 1_000;
    private const int RowsOfSet = FilesOfSet * RowsOfFile;
    private const int FirmsOfSet = 250;

    // Reminders are written 200 at a time.
    private const int Cases = 250;
    private const string Overdue = "cases.overdue";

    [Fact]
    public async Task A_killed_import_loses_nothing_and_doubles_nothing()
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var commands = new KilledCommands(folder, seed: 20261127);
        await commands.WholeAsync(Take(folder, 0));
        await AssertRecordsAsync(folder, RowsOfSet, RowsOfSet);
        for (var (set, round) = (1, 0); commands.Kills < KillsOfImport; set++)
        {
            // Killed again and again, each run the recovery of the one before, until one comes to its end.
            var command = Take(folder, set);
            while (commands.Kills < KillsOfImport && await commands.KillAsync(after: 0.4, command))
            {
                await AssertRecordsAsync(folder, set * RowsOfSet, (set + 1) * RowsOfSet);
            }

            Assert.True(++round <= RoundsMax, $"{commands.Kills} takings were killed before their end.");
            await commands.WholeAsync(command);
            await AssertRecordsAsync(folder, (set + 1) * RowsOfSet, (set + 1) * RowsOfSet);
        }

        await VerifyAsync(folder);
    }

    [Fact]
    public async Task A_killed_run_of_the_day_reminds_everybody_once()
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await ApplyAsync(folder);
        var commands = new KilledCommands(folder, seed: 20261128);
        string[] command = ["jobs", "run", "RemindOfCases"];
        for (var day = 0; commands.Kills < KillsOfClock; day++)
        {
            Assert.True(day <= RoundsMax, $"{commands.Kills} runs were killed before their end.");
            var dueOn = new DateOnly(2026, 3, 2).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await BeginDayAsync(folder, dueOn);
            while (day > 0 && commands.Kills < KillsOfClock && await commands.KillAsync(after: 0.5, command))
            {
                await AssertRemindedAsync(folder, dueOn);
            }

            await commands.WholeAsync(command);
            Assert.Equal(Cases, await AssertRemindedAsync(folder, dueOn));
        }

        await VerifyAsync(folder);
    }

    private static async Task VerifyAsync(NodeFolder folder)
    {
        var verified = await folder.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
    }

    private static async Task AssertRecordsAsync(NodeFolder folder, long atLeast, long atMost)
    {
        await using var connection = await folder.OpenDatabaseAsync();
        var records = await connection.CountAsync("SELECT COUNT(*) FROM credit_record");
        Assert.InRange(records, atLeast, atMost);

        // Every record was told by one statement, and was told once.
        Assert.Equal(records, await connection.CountAsync("SELECT COUNT(*) FROM credit_statement"));
        Assert.Equal(records, await connection.CountAsync("""SELECT COUNT(*) FROM credit_record r JOIN credit_statement s ON s."SubjectId" = r."SubjectId" AND s."RecordId" = r."Id" AND s."Number" = r."StatementNumber" """));
        Assert.Equal(records, await connection.CountAsync("""SELECT COUNT(*) FROM (SELECT DISTINCT "Number" FROM credit_record) AS decisions"""));
        Assert.Equal(records, await connection.CountAsync("""SELECT MAX("Serial") FROM credit_record"""));
        Assert.Equal(records, await connection.CountAsync("""SELECT "Serial" FROM credit_head"""));

        // What was written is what audit and ledger say was written.
        await AssertToldAsync(connection, records, "RecordsTaken", "credit.records-taken");
        var subjects = await connection.CountAsync("SELECT COUNT(*) FROM registry_subject");
        await AssertToldAsync(connection, subjects, "SubjectsPut", "registry.subjects-put");
        Assert.Equal(subjects, await connection.CountAsync("""SELECT COUNT(*) FROM (SELECT DISTINCT "Value" FROM registry_identifier) AS codes"""));
        Assert.Equal(0, await connection.CountAsync("""SELECT COUNT(*) FROM credit_record r WHERE NOT EXISTS (SELECT 1 FROM registry_subject s WHERE s."Id" = r."SubjectId")"""));
    }

    private static async Task AssertToldAsync(DbConnection connection, long rows, string action, string kind)
    {
        var audited = await connection.ReadAsync<string>($"""SELECT "Detail" FROM kernel_audit WHERE "Action" = '{action}'""");
        Assert.Equal(rows, audited.Sum(d => AddedOf(JsonDocument.Parse(d).RootElement)));
        var entries = (await connection.ReadAsync<byte[]>($"""SELECT "Leaf" FROM ledger_entry WHERE "Kind" = '{kind}'""")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("payload"))
            .Concat((await connection.ReadAsync<byte[]>($"""SELECT "Payload" FROM ledger_queue WHERE "Kind" = '{kind}'""")).Select(p => JsonDocument.Parse(p).RootElement))
            .ToList();
        Assert.Equal((audited.Count, rows), (entries.Count, entries.Sum(AddedOf)));
    }

    private static long AddedOf(JsonElement told) => told.GetProperty("added").GetInt64();

    private static string[] Take(NodeFolder folder, int set) =>
        ["records", "take", .. Enumerable.Range(set * FilesOfSet, FilesOfSet).Select(file => Penalties(folder, file, set)), "--kind", "penalty", "--source", "test"];

    private static string Penalties(NodeFolder folder, int file, int set)
    {
        var text = new StringBuilder("CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n");
        var authority = GeneratedSubjects.Uscc("11", 0);
        for (var row = file * RowsOfFile; row < (file + 1) * RowsOfFile; row++)
        {
            var firm = (set * FirmsOfSet) + (row % FirmsOfSet);
            text.Append(CultureInfo.InvariantCulture, $"{GeneratedSubjects.NameOf(firm)},法人及非法人组织,{GeneratedSubjects.Uscc("91", firm)},测罚〔2026〕{row}号,未按规定公示,经查属实,《示例法》第一条,罚款,")
                .Append(CultureInfo.InvariantCulture, $"罚款五千元,0.5,2026-10-08,2099-12-31,测试市示例局,{authority},测试市示例局,{authority}\n");
        }

        return folder.Write($"penalties-{file}.csv", text.ToString());
    }

    private static async Task ApplyAsync(NodeFolder folder)
    {
        await using var node = await RunningNode.StartAsync(folder);
        await Parallel.ForEachAsync(Enumerable.Range(0, Cases), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, ct) =>
        {
            var complaint = new { kind = "complaint", about = $"第 {n} 件", grounds = "办理时间过长，至今没有答复。", name = "测试某人", phone = "010-00000000" };
            using var applied = await node.Anyone.PostAsJsonAsync("/api/v1/cases", complaint, ct);
            Assert.Equal(System.Net.HttpStatusCode.Created, applied.StatusCode);
        });
    }

    // As if a day had passed: every case has another deadline, and nobody has looked at it.
    private static async Task BeginDayAsync(NodeFolder folder, string dueOn)
    {
        await using var connection = await folder.OpenDatabaseAsync();
        await connection.WriteAsync($"""UPDATE cases_case SET "LookedAtOn" = NULL, "DueOn" = '{dueOn}', "IsProvisional" = {(folder.Engine is Engine.Postgres ? "false" : "0")}""");
    }

    // Who was looked at has one reminder of that deadline, and nobody else has; returns how many.
    private static async Task<long> AssertRemindedAsync(NodeFolder folder, string dueOn)
    {
        await using var connection = await folder.OpenDatabaseAsync();
        var looked = await connection.CountAsync("""SELECT COUNT(*) FROM cases_case WHERE "LookedAtOn" IS NOT NULL""");
        Assert.Equal(looked, await connection.CountAsync($"""SELECT COUNT(*) FROM governance_notice WHERE "Key" LIKE '{Overdue}:%:{dueOn}'"""));
        Assert.Equal(looked, await connection.CountAsync($"""
            SELECT COUNT(*) FROM cases_case c JOIN governance_notice n ON n."Key" = '{Overdue}:' || c."Number" || ':{dueOn}' WHERE c."LookedAtOn" IS NOT NULL
            """));
        return looked;
    }
}
