using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Durability;

// Goal: a backup taken while a load runs restores into an empty node that verifies clean and shows the same.
public sealed class BackupTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_backup_taken_during_a_load_restores_and_verifies(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await folder.LoadAsync(folder.Write("a.csv", "a,b\n1,x\n2,y\n"), "before");

        using var loading = folder.Start("load", folder.Write("big.csv", Big()), "--dataset", "during");
        _ = loading.StandardOutput.ReadToEndAsync();
        _ = loading.StandardError.ReadToEndAsync();
        var copy = Path.Combine(folder.Scratch, "copy");
        var backup = await folder.RunAsync("backup", copy);
        Assert.True(backup.ExitCode == 0, backup.Output + backup.Errors);
        await loading.WaitForExitAsync();
        Assert.Equal(0, loading.ExitCode);

        await using var empty = await NodeFolder.CreateEmptyAsync(engine);
        var restored = await empty.RunAsync("restore", copy);
        Assert.True(restored.ExitCode == 0, restored.Output + restored.Errors);
        var verified = await empty.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);

        var datasets = await empty.RunAsync("datasets", "--json");
        var before = datasets.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).Single(d => d.GetProperty("slug").GetString() == "before");
        Assert.Equal(2, before.GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task A_backup_is_not_restored_over_a_node_that_has_data()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await folder.LoadAsync(folder.Write("a.csv", "a,b\n1,x\n"), "one");
        var copy = Path.Combine(folder.Scratch, "copy");
        Assert.Equal(0, (await folder.RunAsync("backup", copy)).ExitCode);
        var restored = await folder.RunAsync("restore", copy);
        Assert.Equal(1, restored.ExitCode);
        Assert.NotEmpty(restored.Errors);
    }

    private static string Big()
    {
        var text = new StringBuilder("id,text\n");
        for (var i = 0; i < 400_000; i++)
        {
            text.Append(i).Append(",row number ").Append(i).Append('\n');
        }

        return text.ToString();
    }
}
