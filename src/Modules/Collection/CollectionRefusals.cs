using Gongxin.Kernel.Errors;

namespace Gongxin.Collection;

internal static class CollectionRefusals
{
    public static Refusal TemplateNotFound(string code) => new("collection.template-not-found", 404, code);
}
