using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace DomainBlock.Tests.Architecture;

/// <summary>
/// Reads from compiled IL which types use which. Inside one assembly code refers to definitions, not to type references,
/// so the operands of every instruction are looked at as well as every signature.
/// </summary>
internal sealed class TypeUseReader
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly TypeCollector _collector;

    private TypeUseReader(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _collector = new TypeCollector(_metadata);
    }

    /// <summary>All uses in an assembly, each once; what the compiler made up is passed over where it belongs to no type.</summary>
    public static IReadOnlySet<TypeUse> Read(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        return new TypeUseReader(file).ReadAll();
    }

    /// <summary>The full names of an assembly's outermost types, but for those that the compiler made up.</summary>
    public static IReadOnlySet<string> ReadTypeNames(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        MetadataReader metadata = file.GetMetadataReader();
        var collector = new TypeCollector(metadata);
        return metadata.TypeDefinitions.Select(collector.NameOf).Where(name => !IsMadeUp(name)).ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsMadeUp(string typeName) => typeName.StartsWith('<');

    private HashSet<TypeUse> ReadAll()
    {
        var uses = new HashSet<TypeUse>();
        foreach (TypeDefinitionHandle type in _metadata.TypeDefinitions)
        {
            string user = _collector.NameOf(type);
            if (IsMadeUp(user))
                continue;
            _collector.Found.Clear();
            ReadType(_metadata.GetTypeDefinition(type));
            uses.UnionWith(_collector.Found
                .Where(used => !(used.Assembly is null && (used.Name == user || IsMadeUp(used.Name))))
                .Select(used => new TypeUse(user, used.Name, used.Assembly)));
        }
        return uses;
    }

    private void ReadType(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type.GetCustomAttributes());
        AddConstraints(type.GetGenericParameters());
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
            Add(_metadata.GetInterfaceImplementation(handle).Interface);
        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = _metadata.GetFieldDefinition(handle);
            field.DecodeSignature(_collector, null);
            AddAttributes(field.GetCustomAttributes());
        }
        foreach (PropertyDefinitionHandle handle in type.GetProperties())
            AddAttributes(_metadata.GetPropertyDefinition(handle).GetCustomAttributes());
        foreach (MethodDefinitionHandle handle in type.GetMethods())
            ReadMethod(_metadata.GetMethodDefinition(handle));
    }

    private void ReadMethod(MethodDefinition method)
    {
        method.DecodeSignature(_collector, null);
        AddAttributes(method.GetCustomAttributes());
        AddConstraints(method.GetGenericParameters());
        foreach (ParameterHandle parameter in method.GetParameters())
            AddAttributes(_metadata.GetParameter(parameter).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
            return;

        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_collector, null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            Add(region.CatchType);
        foreach (int token in InstructionTokens.Read(body.GetILReader()))
            Add(MetadataTokens.EntityHandle(token));
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle attribute in attributes)
            Add(_metadata.GetCustomAttribute(attribute).Constructor);
    }

    private void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle parameter in parameters)
        {
            foreach (GenericParameterConstraintHandle constraint in _metadata.GetGenericParameter(parameter).GetConstraints())
                Add(_metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void Add(EntityHandle handle)
    {
        if (handle.IsNil)
            return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _collector.GetTypeFromDefinition(_metadata, (TypeDefinitionHandle)handle, 0);
                break;
            case HandleKind.TypeReference:
                _collector.GetTypeFromReference(_metadata, (TypeReferenceHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                _collector.GetTypeFromSpecification(_metadata, null, (TypeSpecificationHandle)handle, 0);
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Add(method.GetDeclaringType());
                method.DecodeSignature(_collector, null);
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                Add(field.GetDeclaringType());
                field.DecodeSignature(_collector, null);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(specification.Method);
                specification.DecodeSignature(_collector, null);
                break;
            case HandleKind.MemberReference:
                MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Field)
                    member.DecodeFieldSignature(_collector, null);
                else
                    member.DecodeMethodSignature(_collector, null);
                break;
            case HandleKind.StandaloneSignature:
                _metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(_collector, null);
                break;
            default:
                throw new InvalidDataException($"Unexpected {handle.Kind} in IL.");
        }
    }
}
