using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gongxin.Kernel.Ids;

/// <summary>Typed ids in JSON: a UUID as text, as every other id is written.</summary>
public sealed class IdJson : JsonConverterFactory
{
    /// <summary>Whether the type is a typed id.</summary>
    public static bool IsId(Type type) => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    public override bool CanConvert(Type typeToConvert) => IsId(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<TId> : JsonConverter<TId>
        where TId : struct, IId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
