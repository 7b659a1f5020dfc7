using Gongxin.Kernel.Data;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Gongxin.Host.Composition;

// Lets build/migration compose the model without a node: for PostgreSQL when GONGXIN_DATABASE is set, else for SQLite.
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<PlatformDb>
{
    public PlatformDb CreateDbContext(string[] args)
    {
        var settings = PlatformSettings.From(Node.Configuration());
        using var services = new ServiceCollection().AddNode(settings).BuildServiceProvider();
        var options = new DbContextOptionsBuilder<PlatformDb>();
        DataRegistration.Configure(options, settings, services.GetRequiredService<ModelAssemblies>());
        return new PlatformDb(options.Options);
    }
}
