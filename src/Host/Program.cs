using System.CommandLine;
using Gongxin.Host.Commands;

var program = new RootCommand("Gongxin 公信: an open platform for public information and public credit.")
{
    ServeCommand.Create(),
    LoadCommand.Create(),
    DatasetsCommand.Create(),
    VerifyCommand.Create(),
    VerifyReportCommand.Create(),
    BackupCommands.CreateBackup(),
    BackupCommands.CreateRestore(),
    RecordsCommand.Create(),
    GenerateCommand.Create(),
    JobsCommand.Create(),
    SearchCommand.Create(),
    AccountCommand.Create(),
    KeyCommand.Create(),
    VersionCommand.Create(),
};

return await program.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
