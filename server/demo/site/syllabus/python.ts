import type { Syllabus } from './syllabus.ts'

export const python: Syllabus = [
  [
    'Primeros pasos',
    ['Tu primer programa', 'Instalar Python', 'Hola, mundo'],
    ['Valores y variables', 'Números y textos', 'Nombres que se entienden'],
  ],
  [
    'Decisiones',
    ['Condiciones', 'Verdadero o falso', 'if, elif y else'],
    ['Errores comunes', 'Leer un mensaje de error', 'Probar antes de entregar'],
  ],
  [
    'Repeticiones',
    ['El bucle for', 'Recorrer una lista', 'Contar y acumular'],
    ['El bucle while', 'Repetir hasta que…', 'Bucles que no terminan'],
  ],
  [
    'Funciones',
    ['Definir y llamar', 'Parámetros y resultados', 'Dónde vive una variable'],
    ['Dividir un problema', 'De la receta al código', 'Funciones que llaman a otras'],
  ],
  [
    'Colecciones',
    ['Listas y tuplas', 'Índices y rebanadas', 'Ordenar sin perderse'],
    ['Diccionarios', 'Claves y valores', 'Contar palabras de un cuento'],
  ],
  [
    'Archivos y datos',
    ['Leer y escribir', 'Archivos de texto', 'Tablas en CSV'],
    ['Datos del clima andino', 'Limpiar datos', 'Un primer gráfico'],
  ],
  [
    'Proyecto final',
    ['Diseñar', 'Elegir un problema', 'Un plan en una página'],
    ['Construir y compartir', 'Pruebas pequeñas', 'Presentar el proyecto'],
  ],
]
