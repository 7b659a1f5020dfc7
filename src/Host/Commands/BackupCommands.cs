using System.CommandLine;
using System.Globalization;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Backup;
using Gongxin.Kernel.Errors;

namespace Gongxin.Host.Commands;

// gongxin backup DIR and gongxin restore DIR.
internal static class BackupCommands
{
    public static Command CreateBackup()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder that does not exist yet or is empty." };
        var withKey = new Option<bool>("--with-key") { Description = "Hold the node's private key too; keep the backup as secret as the key." };
        var command = new Command("backup", "Copy this node while it works.") { folder, withKey };
        command.SetAction((parsed, ct) => GuardAsync(async () =>
        {
            await using var node = await Node.OpenAsync(ct);
            await using var scope = node.Scope("backup");
            var manifest = await scope.ServiceProvider.GetRequiredService<NodeBackup>()
                .RunAsync(Path.GetFullPath(parsed.GetValue(folder)!), parsed.GetValue(withKey), new Progress<long>(), ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{manifest.Files.Count} files, {manifest.Files.Sum(f => f.Length)} bytes"));
            foreach (var damaged in manifest.Damaged)
            {
                await Console.Error.WriteLineAsync($"damaged, not in the backup: {damaged}");
            }

            return manifest.Damaged.Count == 0 ? ExitCodes.Good : ExitCodes.Refused;
        }));
        return command;
    }

    public static Command CreateRestore()
    {
        var folder = new Argument<string>("DIR") { Description = "A backup." };
        var command = new Command("restore", "Make this empty node from a backup.") { folder };
        command.SetAction((parsed, ct) => GuardAsync(async () =>
        {
            await using var node = Node.OpenUnprepared();
            await using var scope = node.Scope("restore");
            var key = await scope.ServiceProvider.GetRequiredService<NodeRestore>()
                .RunAsync(Path.GetFullPath(parsed.GetValue(folder)!), new Progress<long>(), ct);
            Console.WriteLine(key is null ? "restored" : $"restored; the node signs with a new key: {key}");
            return ExitCodes.Good;
        }));
        return command;
    }

    private static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Refusal refusal)
        {
            await Console.Error.WriteLineAsync(Node.TextOf(refusal));
            return ExitCodes.Refused;
        }
    }
}
