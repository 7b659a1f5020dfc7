using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Facades;

// Parsers and SHACL engine of others (tests/Rdf), run by Node.js; fetched once, when they are first needed.
internal static class RdfCheck
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Rdf");
    private static readonly SemaphoreSlim Fetching = new(1);

    // Serialisations of one graph, checked against the shapes.
    public static async Task<Report> RunAsync(params string[] files)
    {
        await FetchAsync();
        var output = await RunAsync("node", ["check.mjs", "dcat-ap.ttl", .. files]);
        return JsonSerializer.Deserialize<Report>(output, JsonSerializerOptions.Web)!;
    }

    private static async Task FetchAsync()
    {
        await Fetching.WaitAsync();
        try
        {
            if (!File.Exists(Path.Combine(Folder, "node_modules/.package-lock.json")))
            {
                await RunAsync("npm", ["ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]);
            }
        }
        finally
        {
            Fetching.Release();
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not on this machine.");
            throw;
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await errors}");
            return output;
        }
    }

    internal sealed record Report(int Triples, IReadOnlyList<string> Different, IReadOnlyList<string> Violations);
}
