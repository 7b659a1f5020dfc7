using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Data;

// Carries what the model is made of to the context, whose constructor may take nothing but options: that is what its pool asks for.
internal sealed class ModelExtension(ModelAssemblies models) : IDbContextOptionsExtension
{
    public ModelAssemblies Models => models;

    public DbContextOptionsExtensionInfo Info => field ??= new OfModel(this);

    public void ApplyServices(IServiceCollection services)
    {
        // EF needs none for it.
    }

    public void Validate(IDbContextOptions options)
    {
        // Any assemblies make a model.
    }

    private sealed class OfModel(ModelExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;
        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is OfModel;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
            // Nothing to say.
        }
    }
}
