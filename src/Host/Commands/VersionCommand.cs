using System.CommandLine;
using System.Reflection;

namespace Gongxin.Host.Commands;

internal static class VersionCommand
{
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public static Command Create()
    {
        var command = new Command("version", "Says which build this is.");
        command.SetAction(_ => Console.WriteLine(Version));
        return command;
    }
}
