using System.Diagnostics;

namespace Gongxin.Bench.Programs;

// Programs that are run to their end.
internal static class Tool
{
    public static string Output(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { UseShellExecute = false, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{name} could not be started.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
