using Gongxin.Kernel.Backup;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Kernel.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Ledger;

/// <summary>Wires the ledger, and what checks, backs up and restores a node with it.</summary>
public static class LedgerRegistration
{
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<LedgerKeys>();
        services.AddScoped<LedgerSequencer>();
        services.AddScoped<LedgerReader>();
        services.AddScoped<KeyRotation>();
        services.AddScoped<IVerification, LedgerVerification>();
        services.AddScoped<Verifier>();
        services.AddScoped<NodeBackup>();
        services.AddScoped<NodeRestore>();
        return services;
    }
}
