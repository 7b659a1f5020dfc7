using System.Diagnostics;

namespace Gongxin.Bench.Programs;

// The program as people start it: ./gongxin COMMAND, with a data folder of its own.
internal static class GongxinProgram
{
    public static Process Start(string dataFolder, params string[] arguments) => Start(dataFolder, new Dictionary<string, string>(), arguments);

    public static Process Start(string dataFolder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(SourceTree.Root, "gongxin"), arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["GONGXIN_DATA"] = dataFolder;
        start.Environment["GONGXIN_DATABASE"] = "";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("./gongxin could not be started.");
    }

    // Loads a file. Its bad cells are quarantined, which is exit code 3. What the process took most of memory, in bytes.
    public static async Task<long> LoadAsync(string dataFolder, string file, string slug, CancellationToken stop)
    {
        const int Quarantined = 3;
        using var process = Start(dataFolder, "load", file, "--dataset", slug, "--title", slug, "--json");
        var output = process.StandardOutput.ReadToEndAsync(stop);
        try
        {
            var peak = await PeakBytesAsync(process, stop);
            return process.ExitCode == Quarantined ? peak : throw new InvalidOperationException($"load ended with {process.ExitCode}: {await output}");
        }
        finally
        {
            await EndAsync(process);
        }
    }

    // As a service manager ends it; killed when it does not obey.
    public static async Task EndAsync(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        using (var kill = Process.Start("kill", [process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public static long HighestMark(int id)
    {
        try
        {
            return Circumstances.ReadKilobytes($"/proc/{id}/status", "VmHWM") * 1024;
        }
        catch (IOException)
        {
            // It ended between the question and the answer.
            return 0;
        }
    }

    // The kernel keeps the highest mark (VmHWM) as long as the process lives: the last reading before its end counts.
    private static async Task<long> PeakBytesAsync(Process process, CancellationToken stop)
    {
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, HighestMark(process.Id));
            await Task.Delay(20, stop);
        }

        return peak;
    }
}
